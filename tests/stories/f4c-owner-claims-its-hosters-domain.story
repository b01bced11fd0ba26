# The owner names the hoster's domain as its own, since the reverse name ends in it
client s 192.0.2.25 host srv8123.hostcheap.example ehlo mail.plain.example
inbound enforce hostcheap.example
0 s delivers abcdef mail-from a@plain.example
90 s delivers abcdef mail-from a@plain.example
expect 100 none
