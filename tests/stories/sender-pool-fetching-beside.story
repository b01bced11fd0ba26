# A pool with a policy cache for each node, fetching beside the delivery: each node's first message may go
client n1 192.0.2.25 host out1.sender.example
client n2 198.51.100.25 host out2.sender.example
0 n1 delivers abcdef
1 n1 fetches abcde
90 n2 delivers abcdef
91 n2 fetches abcde
expect 110 not none
expect 9000 not none
