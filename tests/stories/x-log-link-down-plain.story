# Log link down: messages only, no ends of sessions
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef without-log
90 s delivers abcdef without-log
expect 100 none
expect 9000 none final
