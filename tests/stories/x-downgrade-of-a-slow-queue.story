# Downgrade: a slow queue leaves b and d eight seconds after the others, and delivers them on the retry
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
8 s leaves bd
308 s delivers bd
expect 20 not none
expect 310 none
expect 9000 none final
