# Controls: c is refused as often as b and d
client s 192.0.2.25 host mx1.sender.example

0 s delivers aef
0 s leaves bcd times 5 every 300
expect 1400 inconclusive because "nothing is wrong with c"
expect 9000 inconclusive
