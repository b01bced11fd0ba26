# A neighbour with a name of the same unknown hoster fetches before: nobody had the policy
client s 192.0.2.25 host srv8123.hostcheap.example ehlo mail.plain.example
client n 203.0.113.99 host srv8991.hostcheap.example
0 s delivers abcdef mail-from a@plain.example
1 n owns host-name srv8991.hostcheap.example
5 n fetches abcde
30 s delivers bd mail-from a@plain.example
expect 40 not none
