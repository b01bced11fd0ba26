# The second round comes already after 40 s
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
40 s delivers acef
40 s leaves bd
expect 60 full so-far
expect 9000 full
