# By hand: from the office network of a plain server
client s 192.0.2.25 host mx1.sender.example
client desk 192.0.2.140 ehlo desk.office.test
0 s delivers abcdef
90 s delivers abcdef
120 desk leaves bd
500 desk leaves bd
expect 130 none
expect 9000 none final
