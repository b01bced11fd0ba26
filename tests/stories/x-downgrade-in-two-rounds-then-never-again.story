# Refused and delivered 55 s later in two rounds: one round past the grace is enough
client s 2001:db8:1::25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
55 s delivers bd
200 s delivers acef
200 s leaves bd
255 s delivers bd
400 s leaves bd times 4 every 300
expect 300 none
expect 9000 not full
