# The same, f alone is looked at
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd times 24 every 300
4000 s leaves f
expect 9000 full final f=delivered-in-clear
