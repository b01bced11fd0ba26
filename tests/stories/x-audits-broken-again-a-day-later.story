# Interleaved audits: Full, final; the next day's audit under another token finds it plain
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
70 s delivers acef
70 s leaves bd
370 s leaves bd
1d s delivers abcdef audit 2
86500 s delivers abcdef audit 2
expect 400 full final
expect 90000 full final
