# The same in every round, after 55 s
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
55 s delivers bd
90 s delivers acef
90 s leaves bd
145 s delivers bd
expect 95 not full
expect 200 none
