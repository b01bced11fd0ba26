# Laptop: the auditor mails a and b from a laptop last, with the same token
client s 192.0.2.25 host mx1.sender.example
client laptop 203.0.113.77 ehlo laptop
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
1000 laptop delivers ab
expect 500 full final
expect 1100 contested
