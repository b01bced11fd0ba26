# Courier: QUIT after EHLO, then a negative cache; closes after the handshake each time
client s 192.0.2.25 host mx.courier.example
0 s fetches abcde
0 s delivers acef
0 s leaves b
0 s leaves d hanging-up
5 s leaves d hanging-up
100 s delivers acef
100 s leaves d hanging-up times 5 every 60
expect 110 full so-far
expect 7400 full final
