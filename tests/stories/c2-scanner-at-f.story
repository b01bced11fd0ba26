# f was not mailed; a scanner comes to f
client s 192.0.2.25 host mx1.sender.example
client scanner 192.0.2.99
0 s delivers ace
0 s leaves bd
90 s delivers ace
90 s leaves bd times 3 every 300
100 scanner leaves f times 3 every 100
expect 1000 waiting
expect 9000 inconclusive
