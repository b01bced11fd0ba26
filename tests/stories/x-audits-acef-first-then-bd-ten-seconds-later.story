# Interleaved audits: the third of five; b and d come ten seconds after the rest, as the last
client s 192.0.2.25 host mx1.sender.example
-1200 s delivers acef audit 2
-1190 s leaves bd
-1130 s delivers acef audit 2
-1120 s leaves bd
-600 s delivers acef audit 3
-590 s leaves bd
-530 s delivers acef audit 3
-520 s leaves bd
0 s delivers acef
10 s leaves bd
70 s delivers acef
80 s leaves bd
600 s delivers acef audit 5
610 s leaves bd
670 s delivers acef audit 5
680 s leaves bd
1200 s delivers acef audit 6
1210 s leaves bd
1270 s delivers acef audit 6
1280 s leaves bd
expect 90 full
expect 9000 full final
