# Owner picks: two servers mail one token; the owner asks about the plain one
owner-picks 203.0.113.9
client s 192.0.2.25 host mx1.sender.example
client plain 203.0.113.9
0 s delivers acef
0 s leaves bd
0 plain delivers abcdef
90 s delivers acef
90 s leaves bd
90 plain delivers abcdef
expect 100 none
expect 9000 none final
