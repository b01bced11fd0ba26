# RFC 8461 §5.1: what went out in clear text before the policy was fetched counts against nobody
client s 192.0.2.25 host mx1.sender.example
0   s delivers acef
0   s delivers plain-at-first in-clear
1   s leaves bd
9   s fetches abcde
9   s fetches plain-at-first
70  s delivers acef
71  s leaves bd
71  s leaves plain-at-first without-starttls
expect 200 full plain-at-first:undecided
400 s delivers plain-at-first
expect 500 full plain-at-first:conforms
