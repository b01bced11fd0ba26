# Timing: the auditor mails every address twice at once, and never again
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef times 2 every 1
0 s leaves bd times 2 every 1
expect 10 full so-far
expect 7400 full final
