# OpenSMTPD relay tls: closes at b and f, after the handshake at d
client s 192.0.2.25 host mx.opensmtpd.example
0 s delivers ace
0 s leaves bdf hanging-up times 4 every 400
90 s delivers ace
expect 2000 strict
expect 7400 strict final
