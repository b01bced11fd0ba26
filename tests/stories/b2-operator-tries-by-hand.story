# The operator looks by hand from the mail server after the prime
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers af
200 s leaves bd
expect 7400 inconclusive
