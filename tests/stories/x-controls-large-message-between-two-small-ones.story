# A large message left everywhere once; small mail came before and after to a, c, e, f only
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
10 s leaves abcdef
400 s delivers acef
expect 500 inconclusive
expect 9000 inconclusive
