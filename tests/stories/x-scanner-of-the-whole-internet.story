# Scanner: from elsewhere, at every receiver all the time; the sender enforces
client s 192.0.2.25 host mx1.sender.example
client scan 203.0.113.200 host scan.census.test
-100 scan leaves abcdef times 30 every 100
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
expect 100 full so-far
expect 500 full final
