# By hand: from the mail server between the first mail to a and the first mail to b and d
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
30 s leaves bd
40 s delivers bd
150 s delivers acef
150 s leaves bd
450 s leaves bd
expect 45 not none
expect 160 full so-far
expect 500 full final
