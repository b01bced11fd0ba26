# Interleaved audits: the second, after a break; the first was Full a quarter of an hour ago
client s 192.0.2.25 host mx1.sender.example

-900 s fetches abcde
-900 s delivers acef audit 2
-900 s leaves bd
-830 s delivers acef audit 2
-830 s leaves bd
0 s delivers abcdef
70 s delivers abcdef
expect 80 none final
expect 9000 none final
