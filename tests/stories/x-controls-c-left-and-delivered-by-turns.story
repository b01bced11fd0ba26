# c is left and delivered by turns; b and d are refused as often
client s 192.0.2.25 host mx1.sender.example
0 s delivers aef
0 s leaves bcd
100 s delivers c
200 s leaves bcd
300 s delivers c
400 s leaves bcd
500 s delivers c
500 s leaves bd
expect 600 inconclusive
expect 9000 inconclusive
