# Self-check: blame waits for a look after the delivery
self-checked-at 50
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
90 s delivers abcdef
expect 100 waiting
expect 9000 inconclusive
