# Three nodes, each fetches 2 s after its first delivery; the fourth and fifth rounds are refused
client n1 192.0.2.25 host o1.sender.example
client n2 198.51.100.25 host o2.sender.example
client n3 2001:db8:8::25 host o3.sender.example
0 n1 delivers abcdef
2 n1 fetches abcde
90 n2 delivers abcdef
92 n2 fetches abcde
180 n3 delivers abcdef
182 n3 fetches abcde
270 n1 delivers acef
270 n1 leaves bd
360 n2 delivers acef
360 n2 leaves bd
700 n3 leaves bd
900 n1 leaves bd
expect 200 not none
expect 280 not none
expect 950 full
expect 9000 full final
