# Pool: two hosts of one network with EHLO names of one domain, no reverse names; the second only refuses
client s 192.0.2.25 ehlo out1.sender.example
client t 192.0.2.26 ehlo out2.sender.example
0 s delivers acef
0 t leaves bd
90 s delivers acef
90 t leaves bd
390 t leaves bd
expect 100 full so-far
expect 500 full final
