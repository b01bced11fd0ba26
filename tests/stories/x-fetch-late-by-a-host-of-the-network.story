# Fetch: a host of the sender's network without a name fetched late; the sender refuses from then on
client s 192.0.2.25 host mx1.sender.example
client policies 192.0.2.26
0 s delivers abcdef
70 s delivers abcdef
250 policies fetches abcde
400 s delivers acef
400 s leaves bd times 3 every 300
expect 80 none so-far
expect 1100 full final
