# Falls back five seconds after the retry window's end
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers acef
90 s leaves bd times 20 every 350
7300 s delivers b
expect 7200 full final
expect 7310 partial
expect 20000 partial final
