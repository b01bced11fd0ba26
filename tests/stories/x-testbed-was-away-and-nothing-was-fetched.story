# The policy hosts were away a moment before the first message, and no fetch was seen: a failed one may be remembered
client s 192.0.2.25 host mx1.sender.example
-40  self-check
-5  self-check after -40 away
0   s delivers abcdef
70  s delivers abcdef
expect 200 not none
