# d is delivered; b is only visited by a scanner
client s 192.0.2.25 host mx1.sender.example
client scanner 192.0.2.99
0 s delivers acdef
90 s delivers acdef
100 scanner leaves b times 3 every 100
expect 1000 none
expect 9000 none final
