# By hand from the mail server, under its own name, twice, long after a prime that was delivered: a queue would have come before
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers af
2000 s leaves bd times 2 every 300
expect 2400 waiting
expect 9000 inconclusive
