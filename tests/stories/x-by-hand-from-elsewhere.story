# By hand: from the auditor's home, before, during and after
client s 192.0.2.25 host mx1.sender.example
client home 203.0.113.80 ehlo home.lan
-100 home leaves bd
0 s delivers abcdef
20 home leaves bd
90 s delivers acef
95 home leaves bd
400 home leaves bd
expect 500 waiting
expect 9000 inconclusive
