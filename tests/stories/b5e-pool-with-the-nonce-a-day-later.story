# The nonce's run: a day later another host delivers d
client s 192.0.2.25 host mx1.sender.example
client pool 203.0.113.9 host retry.pool.example
0 s fetches abcde
1 s delivers acef run r1
1 s leaves bd
90 s delivers acef run r1
90 s leaves bd
390 s leaves bd
1d pool delivers d run r1
expect 8000 full final
expect 86500 partial d=delivered-over-tls
