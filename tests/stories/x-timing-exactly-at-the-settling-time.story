# Timing: the probe comes exactly at the end of the settling time, nothing was fetched
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
60 s delivers abcdef
expect 61 none so-far
expect 7400 none final
