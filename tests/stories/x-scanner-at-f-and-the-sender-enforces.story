# Scanner: in the sender's network at f; the sender delivers f
client s 192.0.2.25 host mx1.sender.example
client scan 192.0.2.200 ehlo scan.test
0 s delivers acef
0 s leaves bd
50 scan leaves abcdef times 5 every 60
90 s delivers acef
90 s leaves bd
390 s leaves bd
expect 500 full final
