# The first MX host offers no TLS and gets the mail, although the second would have
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches first-plain
0   s delivers acef
1   s leaves bd
1   s leaves first-plain
70  s delivers acef
71  s leaves bd
71  s delivers first-plain
expect 200 full first-plain:violates-must
