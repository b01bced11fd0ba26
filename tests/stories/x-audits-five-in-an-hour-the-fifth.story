# Interleaved audits: the last of five
client s 192.0.2.25 host mx1.sender.example
-2400 s delivers acef audit 5
-2400 s leaves bd
-2330 s delivers acef audit 5
-2330 s leaves bd
-1800 s delivers acef audit 2
-1800 s leaves bd
-1730 s delivers acef audit 2
-1730 s leaves bd
-1200 s delivers acef audit 3
-1200 s leaves bd
-1130 s delivers acef audit 3
-1130 s leaves bd
-600 s delivers acef audit 4
-600 s leaves bd
-530 s delivers acef audit 4
-530 s leaves bd
0 s delivers acef
0 s leaves bd
70 s delivers acef
70 s leaves bd
expect 80 full
expect 9000 full final
