# The front answers STARTTLS with 454: a sender that leaves refuses, one that goes on in clear text does not
client s 192.0.2.25 host mx1.sender.example
client p 198.51.100.25 host mx.plain.example
0   s fetches abcde
0   s fetches starttls-454
0   s delivers acef
1   s leaves bd
1   s leaves starttls-454
70  s delivers acef
71  s leaves bd
71  s leaves starttls-454
expect 200 full starttls-454:conforms
