# The same, by a TLS library that hangs up without an alert: the same truth, the same answer
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcef
0 s leaves d cutting-the-handshake
90 s delivers abcef
90 s leaves d cutting-the-handshake times 3 every 300
expect 110 none
expect 9000 none
