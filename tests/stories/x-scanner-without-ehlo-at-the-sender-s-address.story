# Scanner: connects and leaves from the sender's address, says nothing
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
90 s delivers acef
100 s leaves bd saying "quit=1" times 4 every 300
expect 2000 waiting
expect 9000 inconclusive
