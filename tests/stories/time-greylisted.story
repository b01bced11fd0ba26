# It is put off, and comes again
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s delivers acef
1   s leaves bd
1   s is-put-off greylisted
70  s delivers acef
71  s leaves bd
expect 200 full greylisted:undecided
400 s delivers greylisted
expect 500 full greylisted:conforms
