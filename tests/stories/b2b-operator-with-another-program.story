# The same at once after the probe, with a program that calls itself otherwise
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers af
91 s leaves bd ehlo laptop.local
expect 110 waiting
expect 7400 inconclusive
