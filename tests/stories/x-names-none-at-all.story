# Names: neither reverse name nor a recorded EHLO, one address
client s 192.0.2.25
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
expect 500 full final
