# Controls: a in clear although TLS is offered, b and d refused
client s 192.0.2.25 host mx1.sender.example

0 s delivers a in-clear
0 s delivers cef
0 s leaves bd times 4 every 300
expect 1000 not full
expect 9000 inconclusive because "although TLS was offered"
