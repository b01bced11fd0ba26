# Contested: a stranger who delivers a, c, e and f contests nothing
client s 192.0.2.25 host mx1.sender.example
client stranger 203.0.113.250
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
500 stranger delivers acef
expect 510 full final
