# Pool: one node of five knows no MTA-STS; its deliveries are the sender's
client n0 198.51.0.25 host o0.sender.example
client n1 198.51.1.25 host o1.sender.example
client n2 198.51.2.25 host o2.sender.example
client n3 198.51.3.25 host o3.sender.example
client n4 198.51.4.25 host o4.sender.example

0 n0 fetches abcde
0 n0 delivers acef
0 n0 leaves bd
90 n1 delivers acef
90 n1 leaves b
90 n2 leaves d
390 n3 leaves d
390 n4 delivers b
600 n3 leaves d
700 n4 delivers b
expect 800 partial
expect 9000 partial final
