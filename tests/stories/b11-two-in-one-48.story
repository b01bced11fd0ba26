# Two customers of one hoster, a /64 each, in one /48
client one 2001:db8:1:1::25
client two 2001:db8:1:2::25
0 one delivers abcdef
90 one delivers acef
100 two leaves bd times 4 every 100
expect 500 waiting
expect 9000 inconclusive
