# At d the handshake is cut without alert or QUIT, every time
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves b asking-for-starttls times 5 every 300
0 s leaves d cutting-the-handshake times 5 every 300
expect 1 waiting
expect 1400 full final
