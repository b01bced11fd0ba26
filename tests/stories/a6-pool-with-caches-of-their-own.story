# Prime by node 1, probe by node 2, whose own fetch comes 3 s after its delivery; the third round is refused
client n1 192.0.2.25 host mx1.sender.example
client n2 198.51.100.25 host mx2.sender.example
0 n1 delivers abcdef
3 n1 fetches abcde
90 n2 delivers abcdef
93 n2 fetches abcde
180 n1 delivers acef
180 n1 leaves bd
480 n2 leaves bd
expect 100 not none
expect 600 full
