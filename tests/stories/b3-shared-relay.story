# A relay with many customers: what it refuses for one of them says nothing of another
client relay 192.0.2.25 host out.relay.example
0 relay delivers abcdef
80 relay delivers af audit 2
90 relay delivers af
90 relay leaves bd
91 relay delivers ace audit 2
390 relay leaves bd
expect 400 not full
expect 7400 not full
