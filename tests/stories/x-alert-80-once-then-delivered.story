# Alerts: an internal error once at d, then d is delivered
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
90 s delivers abcef
90 s leaves d with-alert 80
390 s delivers d
expect 400 none
expect 9000 none final
