# A bot of the same /24 tries passwords at b and d
client s 192.0.2.25 host mx1.sender.example
client bot 192.0.2.66
0 s delivers abcdef
90 s delivers acef
100 bot leaves bd trying-passwords
101 s leaves bd trying-passwords times 2 every 100
expect 300 waiting
expect 9000 inconclusive
