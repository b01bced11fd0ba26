# Laptop: mails b and d too; the server is plain in any case
client s 192.0.2.25 host mx1.sender.example
client laptop 203.0.113.77 ehlo laptop
-30 laptop delivers abcdef
0 s delivers abcdef
90 s delivers abcdef
expect 100 none
expect 9000 none final
