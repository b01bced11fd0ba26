# Timeouts: an outage at b, then it is refused
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves d
0 s leaves b silent times 2 every 100
390 s leaves bd times 2 every 300
expect 300 waiting
expect 1000 full final
