# It delivers to the first host over TLS, which the policy does not name
client s 2001:db8:7::7 host mx1.sender.example
0   s fetches abcde
0   s fetches first-unlisted
0   s delivers acef
1   s leaves bd
1   s delivers first-unlisted-2
70  s delivers acef
71  s leaves bd
90  s delivers first-unlisted
expect 200 full first-unlisted:violates-must
