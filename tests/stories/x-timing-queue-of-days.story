# Timing: held by the queue for four days, refused every four hours
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd times 24 every 4h
expect 60 full so-far
expect 15000 full final
expect 5d full final
