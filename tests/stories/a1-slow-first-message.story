# The first message to each receiver takes 75 s from connect to 250, and policies are fetched beside it (RFC 8461 §5.1)
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef took 75
90 s delivers acef
90 s leaves bd
expect 110 full so-far
expect 7400 full
