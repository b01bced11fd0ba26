# After the prime every receiver is refused twice
client s 2001:db8:5:1::25 host mx1.sender.example
0 s delivers abcdef
90 s leaves abcdef
600 s leaves abcdef
expect 700 inconclusive because "refuses every receiver"
expect 9000 inconclusive
