# The same, where no fetch was seen
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers acef
90 s leaves bd times 3 every 300
8d s delivers abcdef
691300 s delivers acef
691300 s leaves bd times 3 every 300
expect 693000 full
