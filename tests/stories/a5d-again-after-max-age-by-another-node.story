# After eight days another node of the pool, IPv6, brings the first message, then all refuse
client n1 192.0.2.25 host o1.sender.example
client n2 2001:db8:6::1 host o2.sender.example
0 n1 fetches abcde
1 n1 delivers acef
1 n1 leaves bd
90 n1 delivers acef
90 n1 leaves bd
390 n1 leaves bd
8d n2 delivers abcdef
691205 n2 fetches abcde
691300 n1 delivers acef
691300 n1 leaves bd
691600 n2 leaves bd
expect 400 full final
expect 691700 full
