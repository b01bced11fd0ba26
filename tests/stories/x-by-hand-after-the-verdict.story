# By hand: the operator looks from the mail server after a final Full
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
3000 s leaves abcdef
expect 500 full final
expect 3100 full final
