# Pool: retries wander through twelve hosts of one domain
client n0 198.51.0.25 host o0.eu0.sender.example
client n1 198.51.1.25 host o1.eu1.sender.example
client n2 198.51.2.25 host o2.eu2.sender.example
client n3 198.51.3.25 host o3.eu0.sender.example
client n4 198.51.4.25 host o4.eu1.sender.example
client n5 198.51.5.25 host o5.eu2.sender.example
client n6 198.51.6.25 host o6.eu0.sender.example
client n7 198.51.7.25 host o7.eu1.sender.example
client n8 198.51.8.25 host o8.eu2.sender.example
client n9 198.51.9.25 host o9.eu0.sender.example
client n10 198.51.10.25 host o10.eu1.sender.example
client n11 198.51.11.25 host o11.eu2.sender.example
0 n0 leaves bd
100 n1 leaves bd
200 n2 leaves bd
300 n3 leaves bd
400 n4 leaves bd
500 n5 leaves bd
600 n6 leaves bd
700 n7 leaves bd
800 n8 leaves bd
900 n9 leaves bd
1000 n10 leaves bd
1100 n11 leaves bd
0 n3 delivers acef
90 n7 delivers acef
expect 1300 full final
