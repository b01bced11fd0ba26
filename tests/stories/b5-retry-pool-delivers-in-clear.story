# The first try is refused; a retry pool of another name and network delivers the same mail to b in clear
client s 192.0.2.25 host mx1.sender.example
client pool 203.0.113.9 host retry.pool.example
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
690 pool delivers b
expect 110 full so-far
expect 700 contested because "from elsewhere"
expect 9000 contested
