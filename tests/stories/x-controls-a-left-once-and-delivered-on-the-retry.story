# a is left once (QUIT), delivered five minutes later; b and d are refused then as well
client s 192.0.2.25 host mx1.sender.example
0 s delivers cef
0 s leaves abd
300 s delivers a
300 s leaves bd
expect 5 not full
expect 310 full
expect 9000 full
