# Dual stack: reverse names of one domain at both families
client v4 192.0.2.25 host mx.sender.example
client v6 2001:db8:5::25 host mx.sender.example
0 v6 delivers ace
0 v4 delivers f
0 v6 leaves d
0 v4 leaves b
90 v4 delivers aef
90 v6 delivers c
90 v6 leaves b
90 v4 leaves d
390 v6 leaves bd
expect 100 full so-far
expect 500 full final
