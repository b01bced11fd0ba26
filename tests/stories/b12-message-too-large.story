# A large message: the sender hears SIZE and leaves before MAIL everywhere; small mail goes to a and f
client s 192.0.2.25 host mx1.sender.example
0 s delivers af
10 s leaves abcdef
90 s delivers af
100 s leaves abcdef
expect 200 inconclusive
expect 9000 inconclusive
