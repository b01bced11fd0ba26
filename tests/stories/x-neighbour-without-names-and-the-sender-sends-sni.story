# A neighbour without any name shares the /24; the sender's own sessions carry SNI
client s 192.0.2.25 host mx1.sender.example
client n 192.0.2.40
0 s delivers acef
0 s leaves bd sni
20 n leaves bd times 5 every 60
90 s delivers acef
90 s leaves bd sni
400 s leaves bd sni
expect 500 full final
