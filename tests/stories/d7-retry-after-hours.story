# b was on hold and is tried again after 2.5 h (RFC 5321 §4.5.4.1: retries go on for days)
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers acef
90 s leaves d times 20 every 300
2.5h s leaves b
expect 9100 full
