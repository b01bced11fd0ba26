# An example: a sender that checks certificates and does not mind a missing STARTTLS
client mx 192.0.2.25 host mx1.mail.example
0    mx fetches abcde
2    mx delivers abcdef
90   mx delivers abcef
92   mx leaves d
2100 mx leaves d
expect 3h partial
