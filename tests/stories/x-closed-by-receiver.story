# Hang-ups: the receiver itself ends the sessions at b and d
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd closed-by-receiver times 5 every 300
90 s delivers acef
expect 1400 waiting
expect 9000 inconclusive
