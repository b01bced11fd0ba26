# f was broken; b and d, whose policies were fetched, are delivered in both rounds: the control is not needed for that
client s 192.0.2.25 host mx1.sender.example
-60 self-check fault f mail-host
0 s fetches abcde
10 s delivers abcdef
90 s delivers abcdef
200 self-check after -60 fault f mail-host
expect 300 none
expect 9000 none
