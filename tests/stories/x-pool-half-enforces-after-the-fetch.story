# Pool: the policy was fetched; a second node delivers all the same, again and again
client n1 198.51.101.25 host out1.sender.example
client n2 198.51.102.25 host out2.sender.example

0 n1 fetches abcde
0 n1 delivers acef
0 n1 leaves bd
90 n2 delivers abcdef
400 n2 delivers abcdef
700 n1 leaves bd
expect 100 none
expect 800 none final
