# Pool: six nodes, none of them enforces
client n1 198.51.101.25 host out1.sender.example
client n2 198.51.102.25 host out2.sender.example
client n3 198.51.103.25 host out3.sender.example
client n4 198.51.104.25 host out4.sender.example
client n5 198.51.105.25 host out5.sender.example
client n6 198.51.106.25 host out6.sender.example

0 n1 delivers ab
0 n2 delivers cd
0 n3 delivers ef
90 n4 delivers ab
90 n5 delivers cd
90 n6 delivers ef
expect 100 none
expect 7400 none final
