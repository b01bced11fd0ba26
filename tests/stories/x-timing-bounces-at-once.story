# Timing: gives up at once and bounces; each message is refused exactly once
client s 192.0.2.25 host mx1.sender.example

0 s fetches abcde
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
expect 100 full so-far
expect 7000 full so-far
expect 7400 full final
