# Timing: the second round comes after three days, and is refused
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
3d s delivers acef
3d s leaves bd times 3 every 600
expect 100 waiting
expect 10000 inconclusive b=delivered-in-prime-only
expect 261000 full final
