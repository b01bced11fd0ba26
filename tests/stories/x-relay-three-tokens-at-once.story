# Shared relay: three tokens at the same seconds; nothing tells whose mail was refused, but all of it was
client relay 192.0.2.25 host out.relay.example
0 relay delivers acef
0 relay delivers acef audit 2
0 relay delivers acef audit 3
0 relay leaves bd times 3 every 1
90 relay delivers acef
91 relay delivers acef audit 2
92 relay delivers acef audit 3
90 relay leaves bd times 3 every 1
390 relay leaves bd times 3 every 1
expect 100 not none
expect 9000 not none
