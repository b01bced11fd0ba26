# Timing: a developer's settings, five seconds and one minute
settle 5
window 60
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
6 s delivers acef
6 s leaves bd
20 s leaves bd
expect 7 full
expect 30 full final
expect 100 full final
