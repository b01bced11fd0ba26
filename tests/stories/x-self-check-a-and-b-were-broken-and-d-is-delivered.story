# a's and b's mail hosts were broken; d, whose policy was fetched, is delivered untrusted
client s 192.0.2.25 host mx1.sender.example
-100 self-check
0 s fetches abcde
10 s delivers abcdef
90 s delivers abcdef
150 self-check after -100 fault ab mail-host
expect 160 none d=delivered-over-tls
