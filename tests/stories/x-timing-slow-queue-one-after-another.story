# Timing: a queue that runs one delivery after another, twelve seconds each
client s 192.0.2.25 host mx1.sender.example

0 s delivers a
12 s leaves b
24 s delivers c
36 s leaves d
48 s delivers e
60 s delivers f
120 s delivers a
132 s leaves b
144 s delivers c
156 s leaves d
168 s delivers e
180 s delivers f
480 s leaves b
492 s leaves d
expect 200 full
expect 500 full final
