# The same, n2 refuses later
client n1 192.0.2.25 host o1.sender.example
client n2 198.51.100.25 host o2.sender.example
0 n1 delivers acef
0 n1 leaves bd
30 n2 delivers bd
90 n1 delivers acef
90 n1 leaves bd times 5 every 300
400 n2 leaves bd
1000 n2 leaves bd
expect 2000 full final
