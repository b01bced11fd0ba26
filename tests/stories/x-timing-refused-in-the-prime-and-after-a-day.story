# Timing: refused in both rounds, and the queue comes again only after a day
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
1d s leaves bd
expect 100 full so-far
expect 7400 full final
expect 90000 full final
