# n1 refuses from the start; n2 delivers within the minute and is not seen again
client n1 192.0.2.25 host o1.sender.example
client n2 198.51.100.25 host o2.sender.example
0 n1 delivers acef
0 n1 leaves bd
30 n2 delivers bd
90 n1 delivers acef
90 n1 leaves bd times 5 every 300
expect 2000 not full
expect 2000 not none
