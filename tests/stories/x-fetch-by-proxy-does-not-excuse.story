# Fetch: a stranger's fetch neither blames nor excuses a plain server
client s 192.0.2.25 host mx1.sender.example
client proxy 203.0.113.44
0 s delivers abcdef
90 s delivers abcdef
95 proxy fetches abcde
expect 100 none
expect 9000 none final
