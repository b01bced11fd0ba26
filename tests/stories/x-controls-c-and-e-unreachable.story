# Controls: no IPv6 and no way to e; a and f suffice
client s 192.0.2.25 host mx1.sender.example

0 s delivers af
0 s leaves bd
90 s delivers af
90 s leaves bd
390 s leaves bd
expect 100 full so-far
expect 500 full final
