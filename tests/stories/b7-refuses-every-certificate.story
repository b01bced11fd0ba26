# a and f are delivered; b, c, d and e are refused: the trust store or the clock is wrong
client s 192.0.2.25 host mx1.sender.example
0 s delivers af
0 s leaves bcde times 4 every 300
expect 1300 inconclusive
expect 9000 inconclusive
