# Reverse names of the company, EHLO names of its inner network
client s 192.0.2.25 host mail1.company.example ehlo EX01
client t 198.51.100.25 host mail2.company.example ehlo EX02
0 s delivers abcdef mail-from a@company.example
90 s delivers acef mail-from a@company.example
90 t leaves bd times 3 every 300
expect 1000 full final
