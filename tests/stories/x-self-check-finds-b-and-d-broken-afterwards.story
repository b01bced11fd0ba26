# A plain sender; the self-check after the probe finds d's mail host broken since before the first message
client s 192.0.2.25 host mx1.sender.example
-100 self-check
0 s delivers abcdef
90 s delivers abcdef
150 self-check after -100 fault bd mail-host
expect 160 inconclusive
expect 9000 inconclusive
