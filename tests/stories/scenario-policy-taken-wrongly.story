# It follows a redirect and obeys what it finds there, against RFC 8461, while clear text is no matter to it elsewhere
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches policy-redirect
0   s delivers acef
1   s leaves bd
1   s leaves policy-redirect
70  s delivers acef
71  s leaves bd
71  s leaves policy-redirect
expect 200 full policy-redirect:violates-must
