# Timing: two messages within the settling time count for nothing
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
30 s delivers abcdef
expect 40 waiting
expect 7400 inconclusive
