# Dual stack: the same IPv4 address, once written as an IPv6 address
client x 192.0.2.25 ehlo mx.sender.example
client y ::ffff:192.0.2.25 ehlo mx.sender.example
0 x delivers acef
0 y leaves bd
90 y delivers acef
90 x leaves bd
390 y leaves bd
expect 500 full final
