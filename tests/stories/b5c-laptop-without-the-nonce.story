# Somebody else mails b from a laptop; the sender's own mail carries the nonce
client s 192.0.2.25 host mx1.sender.example
client laptop 203.0.113.9
0 s delivers acef run r1
0 s leaves bd
90 s delivers acef run r1
90 s leaves bd
390 s leaves bd
200 laptop delivers b
expect 500 full final
