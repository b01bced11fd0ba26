# chasquid: closes after EHLO at b, after handshake and EHLO at d
client s 192.0.2.25 host mx.chasquid.example
0 s fetches abcde
0 s delivers acef
0 s leaves bd hanging-up-after-ehlo times 4 every 100
90 s delivers acef
expect 400 full
expect 7400 full final
