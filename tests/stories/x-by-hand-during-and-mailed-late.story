# By hand: from the mail server at 30; b and d are mailed first at 120
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
30 s leaves bd
120 s delivers bd
200 s delivers acef
200 s leaves bd
500 s leaves bd
expect 130 not none
expect 210 full so-far
expect 600 full final
