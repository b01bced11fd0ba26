# Postfix with a fallback relay in another network: 0.2 s later the relay delivers b in clear
client s 192.0.2.25 host mx.sender.example
client relay 203.0.113.25 host mx.relay.test
0 s fetches abcde
0 s delivers acef
0 s leaves bd
0.2 relay delivers bd
90 s delivers acef
90 s leaves bd
90.2 relay delivers bd
expect 110 not full
expect 9000 not full
