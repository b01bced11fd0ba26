# Interleaved audits: the third of five; the server's queue takes eight seconds for each
client s 192.0.2.25 host mx1.sender.example
-1200 s delivers a audit 2
-1192 s leaves b
-1184 s delivers c audit 2
-1176 s leaves d
-1168 s delivers ef audit 2
-1100 s delivers a audit 2
-1092 s leaves b
-1084 s delivers c audit 2
-1076 s leaves d
-1068 s delivers ef audit 2
-600 s delivers a audit 3
-592 s leaves b
-584 s delivers c audit 3
-576 s leaves d
-568 s delivers ef audit 3
-500 s delivers a audit 3
-492 s leaves b
-484 s delivers c audit 3
-476 s leaves d
-468 s delivers ef audit 3
0 s delivers a
8 s leaves b
16 s delivers c
24 s leaves d
32 s delivers ef
100 s delivers a
108 s leaves b
116 s delivers c
124 s leaves d
132 s delivers ef
600 s delivers a audit 5
608 s leaves b
616 s delivers c audit 5
624 s leaves d
632 s delivers ef audit 5
700 s delivers a audit 5
708 s leaves b
716 s delivers c audit 5
724 s leaves d
732 s delivers ef audit 5
1200 s delivers a audit 6
1208 s leaves b
1216 s delivers c audit 6
1224 s leaves d
1232 s delivers ef audit 6
1300 s delivers a audit 6
1308 s leaves b
1316 s delivers c audit 6
1324 s leaves d
1332 s delivers ef audit 6
expect 150 full
expect 9000 full final
