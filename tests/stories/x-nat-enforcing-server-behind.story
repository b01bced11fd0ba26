# NAT: an enforcing server shares its address with a laptop that tries by hand
client s 192.0.2.25 ehlo mail.sender.example
client laptop 192.0.2.25 ehlo laptop.lan
0 s delivers acef
0 s leaves bd
30 laptop leaves abcdef
90 s delivers acef
90 s leaves bd
390 s leaves bd
expect 100 full so-far
expect 500 full final
