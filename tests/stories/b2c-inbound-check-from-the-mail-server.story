# This product's own inbound check at the testbed's domains, from the mail server: it gives MAIL and no RCPT
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers af
91 s leaves bd saying "ehlo=2 starttls=1 mail=1 rset=1 quit=1"
expect 7400 inconclusive
