# Only the first message to b takes longer than the settling time
client s 192.0.2.25 host mx1.sender.example
0 s delivers acdef
0 s delivers b took 75
90 s delivers acef
90 s leaves bd
400 s leaves bd
expect 500 full final
