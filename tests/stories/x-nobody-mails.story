# Nothing but scanners: nobody mailed the token
client scan 203.0.113.200
0 scan leaves abcdef times 5 every 60
expect 100 waiting so-far
expect 9000 waiting
