# Interleaved audits: the second, after a repair; the first was No a quarter of an hour ago
client s 192.0.2.25 host mx1.sender.example

-900 s delivers abcdef audit 2
-830 s delivers abcdef audit 2
0 s fetches abcde
0 s delivers acef
0 s leaves bd
70 s delivers acef
70 s leaves bd
370 s leaves bd
expect 80 full so-far
expect 400 full final
