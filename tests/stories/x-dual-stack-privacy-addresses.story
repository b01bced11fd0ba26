# Dual stack: a host whose IPv6 address changes within its /64
client x 2001:db8:5:1::25 ehlo mx.sender.example
client y 2001:db8:5:1:a:b:c:d ehlo mx.sender.example
0 x delivers acef
0 y leaves bd
90 y delivers acef
90 x leaves bd
390 y leaves bd
expect 500 full final
