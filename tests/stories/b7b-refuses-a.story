# a is refused and c is delivered; b and d are refused, f in clear
client s 192.0.2.25 host mx1.sender.example
0 s delivers cf
0 s leaves abd times 4 every 300
90 s delivers cf
expect 1300 inconclusive
expect 9000 inconclusive
