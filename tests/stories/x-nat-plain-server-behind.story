# NAT: a plain server shares its address with a scanner
client plain 192.0.2.25 ehlo mail.plain.example
client scan 192.0.2.25 ehlo scanner.test
0 plain delivers abcdef
20 scan leaves bd
90 plain delivers abcdef
100 scan leaves bd times 9 every 60
expect 95 none
expect 9000 none final
