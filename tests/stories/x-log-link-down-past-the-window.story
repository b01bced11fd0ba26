# Log link down: the refusals are committed after the window
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd committed 8000
90 s delivers acef
90 s leaves bd committed 8000
expect 7400 inconclusive
expect 8100 full final
