# A pool of a brand with reverse names of its provider: EHLO names of the brand tie it
client s 192.0.2.25 host o1.provider.example ehlo out1.brand.example
client t 198.51.100.25 host o2.provider.example ehlo out2.brand.example
0 s delivers abcdef mail-from a@brand.example
90 s delivers acef mail-from a@brand.example
90 t leaves bd times 3 every 300
expect 1000 full final
