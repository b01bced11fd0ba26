# f is left once and delivered on the retry; b and d are refused each time
client s 192.0.2.25 host mx1.sender.example
0 s delivers ace
0 s leaves bdf
300 s delivers f
300 s leaves bd
600 s leaves bd
expect 5 strict so-far
expect 310 full
expect 9000 full final
