# Pool: six nodes in six networks, every one refuses
client n1 198.51.101.25 host out1.sender.example
client n2 198.51.102.25 host out2.sender.example
client n3 198.51.103.25 host out3.sender.example
client n4 198.51.104.25 host out4.sender.example
client n5 198.51.105.25 host out5.sender.example
client n6 198.51.106.25 host out6.sender.example

0 n1 delivers ace
0 n2 leaves b
0 n3 leaves d
0 n4 delivers f
90 n5 delivers acef
90 n6 leaves bd
390 n1 leaves b
390 n2 leaves d
expect 100 full so-far
expect 400 full final
