# The names are of a hoster that no list knows, and show no address: srv1 and srv2 of one registrable domain
client s 192.0.2.25 host srv8123.hostcheap.example ehlo mail.plain.example
client scan 192.0.2.99 host srv8991.hostcheap.example ehlo scanner.test
0 s delivers acef
90 s delivers acef
1 scan leaves bd
91 scan leaves bd
391 scan leaves bd
expect 500 waiting
expect 7400 inconclusive
