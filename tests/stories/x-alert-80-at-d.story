# Alerts: 80, internal_error, at d every time; a, c and e take TLS without trouble
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef
0 s leaves b
0 s leaves d with-alert 80 times 5 every 300
90 s delivers acef
90 s leaves b
expect 1 waiting
expect 1400 full so-far
expect 7400 full final
