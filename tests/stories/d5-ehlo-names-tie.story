# No PTR record, two networks, EHLO names of one domain that lead back to the clients
client s 192.0.2.25 ehlo mx1.sender.example
client t 198.51.100.25 ehlo mx2.sender.example
0 s delivers abcdef
1 s owns ehlo mx1.sender.example
90 t delivers acef
90 t leaves bd
91 t owns ehlo mx2.sender.example
390 s leaves bd
expect 500 full final
