# Scanner: the operator's monitor connects to a from the mail server every minute and quits
client s 192.0.2.25 host mx1.sender.example

0 s leaves a times 60 every 60 ehlo monitor.local
0 s delivers acef
0 s leaves bd times 5 every 300
90 s delivers acef
expect 1500 full final
