# Only scenarios beyond the study are mailed, by a plain sender, twice
client s 192.0.2.25 host mx1.sender.example
0   s delivers expired,wrong-name,policy-404
90  s delivers expired,wrong-name,policy-404
expect 100 waiting expired:violates-must
expect 9000 waiting expired:violates-must
