# Names: an EHLO name of another's domain that does not lead back ties nobody
client s 192.0.2.25 ehlo mx.google.com
client g 203.0.113.5 host mail-1.google.com
0 s delivers abcdef
1 s does-not-own ehlo mx.google.com
90 s delivers acef
90 g leaves bd times 5 every 300
expect 2000 waiting
expect 9000 inconclusive
