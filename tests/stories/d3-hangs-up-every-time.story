# Closes after EHLO at b and after the handshake at d, eight times of eight
client s 192.0.2.25 host mx1.sender.example
0 s delivers acef
0 s leaves bd hanging-up times 8 every 900
expect 1 waiting
expect 7000 full final
