# Interleaved audits: the third of five
client s 192.0.2.25 host mx1.sender.example
-1200 s delivers acef audit 3
-1200 s leaves bd
-1130 s delivers acef audit 3
-1130 s leaves bd
-600 s delivers acef audit 2
-600 s leaves bd
-530 s delivers acef audit 2
-530 s leaves bd
0 s delivers acef
0 s leaves bd
70 s delivers acef
70 s leaves bd
600 s delivers acef audit 4
600 s leaves bd
670 s delivers acef audit 4
670 s leaves bd
1200 s delivers acef audit 5
1200 s leaves bd
1270 s delivers acef audit 5
1270 s leaves bd
expect 80 full
expect 3600 full
expect 9000 full final
