# Controls: all certificates are refused by alert 45 (expired): the clock
client s 192.0.2.25 host mx1.sender.example

0 s delivers bf
0 s leaves acde with-alert 45 times 4 every 300
90 s delivers bf
expect 1300 none
expect 9000 none final
