# Downgrade: d is refused at first and delivered on the retry; b is refused for good
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
300 s delivers d
300 s leaves b
600 s leaves b
expect 10 full so-far
expect 310 partial
expect 9000 partial final
