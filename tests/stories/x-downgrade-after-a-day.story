# Downgrade: refused for a day, then delivered in clear
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves bd times 24 every 1h
86460 s delivers bd
expect 7300 full final
expect 86500 none
