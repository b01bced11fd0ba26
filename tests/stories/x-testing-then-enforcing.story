# Clock: the sessions of the second round took a minute each; they count by when they began
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef took 50
55 s delivers bd took 200
90 s delivers acef
300 s leaves bd times 3 every 300
expect 260 not none
expect 1000 full final
