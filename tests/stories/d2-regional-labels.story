# Hosts under different regional labels of one registrable domain are one sender
client s 192.0.2.25 host mx1.eu.sender.example
client t 198.51.100.25 host mx9.us-east.sender.example
0 s delivers abcdef
90 s delivers af
90 t delivers ce
90 t leaves bd
390 s leaves bd
expect 500 full final
