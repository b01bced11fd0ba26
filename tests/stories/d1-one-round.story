# One round only: b and d are refused 24 times in two hours
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd times 24 every 300
expect 7100 full final
expect 9000 full final
