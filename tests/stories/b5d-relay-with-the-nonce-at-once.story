# A fallback relay in another network, known by the nonce, delivers what was refused ten seconds ago, in each round
client s 192.0.2.25 host mx1.sender.example
client relay 203.0.113.9 host mx.relay.test
0 s delivers acef run r1
0 s leaves bd
10 relay delivers bd run r1
90 s delivers acef run r1
90 s leaves bd
100 relay delivers bd run r1
expect 95 not full
expect 120 none
expect 9000 none final
