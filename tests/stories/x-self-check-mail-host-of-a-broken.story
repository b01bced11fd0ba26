# Self-check: a was broken while b and d were refused
client s 192.0.2.25 host mx1.sender.example

-60 self-check
0 s delivers cef
0 s leaves abd times 3 every 10
60 self-check after -60 fault a mail-host
90 s delivers cef
90 s leaves bd times 3 every 300
expect 1000 not full
