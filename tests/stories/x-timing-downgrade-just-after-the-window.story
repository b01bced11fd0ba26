# The first retry is one second after the window ended, and delivers b in clear
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
7202 s delivers b
expect 7201 full
expect 7210 not full
