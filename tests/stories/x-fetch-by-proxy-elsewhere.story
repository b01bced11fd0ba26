# Fetch: by a proxy in another network that nothing ties to the sender
client s 192.0.2.25 host mx1.sender.example
client proxy 203.0.113.44
0 s delivers abcdef
3 proxy fetches abcde
90 s delivers acef
90 s leaves bd times 4 every 300
expect 100 full so-far
expect 1100 full final
