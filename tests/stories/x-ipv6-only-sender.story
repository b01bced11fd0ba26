# Dual stack: a sender with IPv6 only, addresses within one /64
client x 2001:db8:9:9::1 host a.sender.example
client y 2001:db8:9:9::2 host b.sender.example
0 x delivers abcdef
90 y delivers acef
90 x leaves bd
390 y leaves bd
expect 100 full so-far
expect 500 full final
