# The policy is fetched late and from a host of the sender in another network, which its name ties to it
client s 192.0.2.25 host mx1.sender.example
client f 203.0.113.7 host fetch.sender.example
0 s delivers abcdef
100 s delivers bd
160 f owns host-name fetch.sender.example
160 f fetches abcde
300 s delivers acef
300 s leaves bd times 3 every 300
expect 1000 full final
