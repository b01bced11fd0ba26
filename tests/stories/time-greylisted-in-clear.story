# It is put off over TLS, and comes again without: an enforced policy forbids that
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches greylisted
0   s delivers acef
1   s leaves bd
1   s is-put-off greylisted
70  s delivers acef
71  s leaves bd
400 s delivers greylisted in-clear
expect 500 full greylisted:violates-must
