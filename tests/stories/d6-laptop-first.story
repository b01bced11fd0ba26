# The auditor's laptop mailed a first: each sender gets its own verdict
client laptop 203.0.113.77 ehlo laptop
client s 192.0.2.25 host mx1.sender.example
-30 laptop delivers a
0 s delivers abcdef
90 s delivers acef
90 s leaves bd times 3 every 300
expect 1000 full final
