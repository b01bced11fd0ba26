# f is broken; b is refused, d delivered untrusted: whether it is half or none is not told
client s 192.0.2.25 host mx1.sender.example
-100 self-check fault f mail-host
0 s delivers acdef
0 s leaves b
90 s delivers acdef
90 s leaves b times 3 every 300
150 self-check after -100 fault f mail-host
expect 1000 not full
expect 1000 not strict
expect 9000 not none
