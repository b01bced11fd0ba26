# Interleaved audits: the third of five of a plain server
client s 192.0.2.25 host mx1.sender.example
-1200 s delivers abcdef audit 2
-1130 s delivers abcdef audit 2
-600 s delivers abcdef audit 3
-530 s delivers abcdef audit 3
0 s delivers abcdef
70 s delivers abcdef
600 s delivers abcdef audit 5
670 s delivers abcdef audit 5
1200 s delivers abcdef audit 6
1270 s delivers abcdef audit 6
expect 80 none
expect 9000 none final
