# Refuses every receiver every ten minutes
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s leaves abcdef times 10 every 600
expect 2000 inconclusive because "refuses every receiver"
expect 9000 inconclusive
