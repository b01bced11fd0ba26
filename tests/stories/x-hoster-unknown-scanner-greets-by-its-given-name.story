# The sender goes by its own name; a scanner of the same unknown hoster greets by the name that the hoster gave it
client s 192.0.2.25 host srv8123.hostcheap.example ehlo mail.plain.example
client scan 203.0.113.99 host srv8991.hostcheap.example
0 s delivers acef mail-from a@plain.example
90 s delivers acef mail-from a@plain.example
1 scan leaves bd
91 scan leaves bd
391 scan leaves bd
expect 500 waiting
expect 9000 inconclusive
