# Controls: b and f are refused, d is never mailed
client s 192.0.2.25 host mx1.sender.example

0 s delivers ace
0 s leaves bf times 4 every 300
expect 1300 waiting
expect 9000 inconclusive
