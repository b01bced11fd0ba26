# c is delivered once and refused from then on as often as b and d
client s 2001:db8:6::25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
300 s delivers aef
300 s leaves bcd times 5 every 300
expect 1600 not full
expect 9000 inconclusive
