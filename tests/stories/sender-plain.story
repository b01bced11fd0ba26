# Plain Postfix
client s 192.0.2.25 host mx.sender.example
0 s delivers abcdef
90 s delivers abcdef
expect 110 none b=delivered-in-clear d=delivered-over-tls
expect 9000 none final
