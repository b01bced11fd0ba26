# Flapping network: sessions are lost at every receiver now and then
client s 192.0.2.25 host mx1.sender.example

0 s delivers cef
0 s leaves abd hanging-up
90 s delivers acf
90 s leaves bde hanging-up
200 s delivers e
expect 300 not full
expect 9000 not full
