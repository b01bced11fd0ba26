# The operator mails a, tries b and d by hand ten seconds later, then mails b and d; both are refused ever after
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
10 s leaves bd
20 s delivers bd
90 s delivers acef
90 s leaves bd
400 s leaves bd times 4 every 300
expect 2000 contested
expect 9000 contested
