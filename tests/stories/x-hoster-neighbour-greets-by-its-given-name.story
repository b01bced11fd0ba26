# Hoster: two customers greet by the names that the hoster made of their addresses
client one 192.0.2.25 ehlo vps-192-0-2-25.hoster.example
client two 192.0.2.77 ehlo vps-192-0-2-77.hoster.example
0 one delivers abcdef
90 one delivers abcdef
95 two leaves bd times 5 every 300
expect 94 none
expect 2000 none
expect 9000 none final
