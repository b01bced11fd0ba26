# Owner picks: by the organisational domain; the other delivers what this one refuses
owner-picks sender.example
client s 192.0.2.25 host mx1.sender.example
client plain 203.0.113.9
0 s delivers acef
0 s leaves bd
0 plain delivers abcdef
90 s delivers acef
90 s leaves bd
90 plain delivers abcdef
expect 100 contested
expect 9000 contested
