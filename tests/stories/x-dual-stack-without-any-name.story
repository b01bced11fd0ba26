# Dual stack: no names at all; the IPv4 host has met everything but c
client v4 192.0.2.25
client v6 2001:db8:5::25
0 v6 delivers c
0 v4 delivers aef
0 v4 leaves bd
90 v6 delivers c
90 v4 delivers aef
90 v4 leaves bd
390 v4 leaves bd
expect 500 full final
