# Postfix secure: QUIT at b, d and f
client s 192.0.2.25 host mx.secure.example
0 s delivers ace
0 s leaves bdf times 4 every 300
90 s delivers ace
expect 1000 strict final
