# Hoster: a plain server; a neighbour in its network fetches the policies afterwards, for itself
client one 192.0.2.25 host mx.plain.example
client two 192.0.2.77 host mx.neighbour.example
0 one delivers abcdef
90 one delivers abcdef
110 two owns host-name mx.neighbour.example
120 two fetches abcde
expect 100 none
expect 130 none
expect 9000 none final
