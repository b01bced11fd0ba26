# b and f are refused, d is delivered over TLS with the untrusted certificate
client s 192.0.2.25 host mx1.sender.example
0 s delivers acde
0 s leaves bf
90 s delivers acde
90 s leaves bf times 3 every 300
expect 110 none because "refuses clear text even where no policy asks for it"
expect 9000 none
