# The same, where the command line mailed: the nonce tells that it is the sender's own mail
client s 192.0.2.25 host mx1.sender.example
client pool 203.0.113.9 host retry.pool.example
0 s delivers acef run r1
0 s leaves bd
90 s delivers acef run r1
90 s leaves bd
690 pool delivers b run r1
expect 700 none
