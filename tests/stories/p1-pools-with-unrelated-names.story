# A provider's pools have unrelated names; SPF of the envelope domain ties them
client s 192.0.2.25 host mail-1.sender.example
client t 198.51.100.25 host mail-9.europe.test
0 s delivers abcdef mail-from x@customer.example
1 s owns mail-from customer.example
90 t delivers acef mail-from x@customer.example
91 t owns mail-from customer.example
90 s leaves b times 3 every 300
90 t leaves d times 3 every 300
expect 1000 full final
