# By hand: one visit an hour after a plain server's mail
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers abcdef
1h s leaves bd
expect 100 none
expect 3700 none
expect 9000 none final
