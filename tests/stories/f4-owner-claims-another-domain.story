# Delivers b and d; the owner types another company's domain as its own
client s 192.0.2.25 host mx1.sender.example
inbound enforce bigcompany.test
0 s delivers abcdef
90 s delivers abcdef
expect 110 none
