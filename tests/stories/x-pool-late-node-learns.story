# Pool: a node's first message goes, then it refuses as the others do
client n1 198.51.101.25 host out1.sender.example
client n2 198.51.102.25 host out2.sender.example

0 n1 delivers acef
0 n1 leaves bd
90 n2 delivers abcdef
92 n2 fetches abcde
400 n2 leaves bd
400 n2 delivers acef
700 n1 leaves bd
700 n2 leaves bd
1000 n1 leaves bd
expect 100 not full
expect 800 full so-far
expect 1100 full final
