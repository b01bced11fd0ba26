# Controls: only f is mailed
client s 192.0.2.25 host mx1.sender.example

0 s delivers f
90 s delivers f
expect 100 waiting
expect 9000 inconclusive
