# Alerts: 40 wherever TLS is offered: the sender's TLS is broken, not the policy kept
client s 192.0.2.25 host mx1.sender.example

0 s delivers f
0 s leaves b times 4 every 300
0 s leaves acde with-alert 40 times 4 every 300
expect 1300 inconclusive
expect 9000 inconclusive
