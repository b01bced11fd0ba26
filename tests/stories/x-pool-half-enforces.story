# Pool: one node refuses every time, the other delivers every time
client n1 198.51.101.25 host out1.sender.example
client n2 198.51.102.25 host out2.sender.example

0 n1 delivers acef
0 n1 leaves bd
90 n2 delivers abcdef
150 n1 leaves bd
400 n2 delivers bd
450 n1 leaves bd
expect 500 none
expect 9000 none final
