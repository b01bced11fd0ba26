# One round, refused again and again; a colleague tries c by hand from the mail server, once, half an hour later
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
300 s leaves bd
900 s leaves bd
1800 s leaves c
expect 1000 full final
expect 1900 full c=delivered-over-tls
expect 9000 full final
