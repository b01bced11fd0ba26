# Every certificate is refused in three tries, then the store is repaired; b and d are refused twice more
client s 192.0.2.25 host mx1.sender.example
0 s delivers f
0 s leaves abcde times 3 every 300
900 s delivers acef
900 s leaves bd times 2 every 300
expect 700 inconclusive
expect 1300 full
expect 9000 full final
