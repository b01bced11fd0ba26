# It has the policy, and delivers in clear text while STARTTLS is hidden
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches plain-at-first
0   s delivers acef
1   s leaves bd
1   s delivers plain-at-first in-clear
70  s delivers acef
71  s leaves bd
71  s delivers plain-at-first in-clear
500 s delivers plain-at-first               # later it does right, and that one was too many
expect 200 full plain-at-first:violates-must
expect 600 full plain-at-first:violates-must
