# b and d were delivered in the prime, the probe went to a and f only; one visit of a scanner
client s 192.0.2.25 host mx1.sender.example
client scanner 192.0.2.99
0 s delivers abcdef
90 s delivers af
100 scanner leaves bd
expect 110 waiting
expect 7400 inconclusive b=delivered-in-prime-only
