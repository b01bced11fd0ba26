# Timeouts: b is silent for the sender each time, an outage
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves d
0 s leaves b silent times 6 every 600
90 s delivers acef
90 s leaves d
expect 3500 waiting
expect 9000 inconclusive b=came-undecided
