# The mail host of d is broken all the time; b is delivered in clear twice, after its policy was fetched
client s 192.0.2.25 host mx1.sender.example
-60 self-check fault d mail-host
0 s fetches abcde
10 s delivers abcdef
90 s delivers abcdef
200 self-check after -60 fault d mail-host
expect 300 none
expect 9000 none
