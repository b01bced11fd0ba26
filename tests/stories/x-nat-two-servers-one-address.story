# NAT: a plain server and another company's enforcing server share an address
client plain 192.0.2.25 ehlo mail.plain.example
client other 192.0.2.25 ehlo mx.other.example
0 plain delivers abcdef
90 plain delivers acef
100 other leaves bd times 4 every 300
expect 2000 waiting
expect 9000 inconclusive
