# Refused at once, delivered by the same host half a minute later; all later mail is refused for hours
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd
30 s delivers bd
90 s delivers acef
90 s leaves bd times 12 every 600
expect 95 not full
expect 5000 not full
expect 9000 not full
