# Refused at first, delivered on the retry
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers acef
90 s leaves bd
390 s delivers bd
expect 110 full so-far
expect 400 none
expect 9000 none final
