# The sender reports that it refused b and d, and was not seen there since the first round: its word does not replace a session
client s 192.0.2.25 host mx1.sender.example
0    s fetches abcde
0    s delivers acef
70   s delivers acef
90000 s reports b starttls-not-supported
90000 s reports d certificate-not-trusted
expect 200 waiting
expect 100000 inconclusive b=not-seen d=not-seen
