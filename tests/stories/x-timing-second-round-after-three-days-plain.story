# Timing: the second round comes after three days, and is delivered
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
3d s delivers abcdef
expect 10000 inconclusive
expect 259300 none
expect 270000 none final
