# Laptop: mails a and f first; the sender enforces
client s 192.0.2.25 host mx1.sender.example
client laptop 203.0.113.77 ehlo laptop
-300 laptop delivers af
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
expect 500 full final
