# Scanner: speaks commands that no relay speaks, from the sender's network
client s 192.0.2.25 host mx1.sender.example
client scan 192.0.2.66 ehlo x
0 s delivers abcdef
20 scan leaves bd saying "unknown=0/1"
90 s delivers abcdef
expect 100 none
expect 9000 none final
