# Interleaved audits: an enforcing server is audited five times within an hour; this is the first
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
70 s delivers acef
70 s leaves bd
600 s delivers acef audit 2
600 s leaves bd
670 s delivers acef audit 2
670 s leaves bd
1200 s delivers acef audit 3
1200 s leaves bd
1270 s delivers acef audit 3
1270 s leaves bd
1800 s delivers acef audit 4
1800 s leaves bd
1870 s delivers acef audit 4
1870 s leaves bd
2400 s delivers acef audit 5
2400 s leaves bd
2470 s delivers acef audit 5
2470 s leaves bd
expect 80 full so-far
expect 3600 full
expect 9000 full final
