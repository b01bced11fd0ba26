# Timing: tries a refused receiver after 1, 5, 15, 30 and 60 minutes
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
60 s leaves bd
300 s leaves bd
900 s leaves bd
1800 s leaves bd
3600 s leaves bd
expect 10 full so-far
expect 400 full final
expect 9000 full final
