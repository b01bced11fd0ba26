# Two bad MX hosts: the first is left, the second, untrusted, gets the mail
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches both-bad
0   s delivers acef
1   s leaves bd
1   s leaves both-bad
70  s delivers acef
71  s leaves bd
71  s leaves both-bad
72  s delivers both-bad-2
expect 200 full both-bad:violates-must
