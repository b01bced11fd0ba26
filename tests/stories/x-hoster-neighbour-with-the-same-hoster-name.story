# Hoster: two customers with names that the hoster gives; the neighbour refuses
client one 192.0.2.25 host static.25.2.0.192.clients.hoster.example
client two 192.0.2.77 host static.77.2.0.192.clients.hoster.example
0 one delivers abcdef
90 one delivers acef
90 two leaves bd times 5 every 300
expect 2000 waiting
expect 9000 inconclusive
