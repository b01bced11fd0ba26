# A receiver's log link was down: a session from long before the audit is committed during it
client s 192.0.2.25 host mx1.sender.example
-600 s leaves b committed 5
0 s delivers abcdef
50 s delivers b
90 s delivers acef
90 s leaves bd
400 s leaves bd
expect 110 full
expect 500 full final
