# Controls: e is left once and then delivered; b and d are refused six times
client s 192.0.2.25 host mx1.sender.example

0 s delivers acf
0 s leaves bd times 6 every 300
0 s leaves e
5 s delivers e
90 s delivers acef
expect 1900 full final
