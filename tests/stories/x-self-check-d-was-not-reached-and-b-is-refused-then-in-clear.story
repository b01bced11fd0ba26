# The self-check could not reach d; b was refused, and in clear on the retry: that is proven
client s 192.0.2.25 host mx1.sender.example
-30 self-check
30 self-check after -30
0 s delivers abcdef
90 s delivers acdef
90 s leaves b
300 s delivers b
350 self-check after 30 fault d reach
expect 360 none b=delivered-in-clear d=testbed-at-fault
