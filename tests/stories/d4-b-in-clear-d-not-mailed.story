# b is delivered in clear in the probe, d is not mailed: one proven violation suffices
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcef
90 s delivers abcef
expect 110 none
expect 9000 none final
