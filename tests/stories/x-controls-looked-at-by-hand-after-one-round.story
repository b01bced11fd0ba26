# One round; b and d are refused 24 times; f and the others are looked at by hand once an hour later
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd times 24 every 300
3600 s leaves acef
expect 3500 full final
expect 3700 full
expect 9000 full final f=delivered-in-clear a=delivered-over-tls
