# f was not mailed; somebody looks at f by hand from the mail server, once, an hour later
client s 192.0.2.25 host mx1.sender.example
0 s delivers ace
0 s leaves bd
90 s delivers ace
90 s leaves bd times 3 every 300
3600 s leaves f
expect 1000 waiting
expect 3700 not strict
expect 9000 inconclusive
