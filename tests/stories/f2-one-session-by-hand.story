# swaks --quit-after EHLO at b and d from the mail server: one session never suffices for a final Full
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers acef
92 s leaves bd
expect 110 not none
expect 110 any so-far
expect 9000 any so-far
