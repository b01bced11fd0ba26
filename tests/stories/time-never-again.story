# It does not come again: it may have given up, or wait for longer, and a bounce cannot be seen
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches plain-at-first,policy-vanishes,enforce-to-none
0   s delivers acef
1   s leaves bd
1   s leaves plain-at-first without-starttls
1   s is-put-off greylisted
1   s leaves policy-vanishes,enforce-to-none
70  s delivers acef
71  s leaves bd
expect 200 full plain-at-first:undecided greylisted:undecided policy-vanishes:undecided enforce-to-none:undecided
expect 3h  full plain-at-first:undecided greylisted:undecided policy-vanishes:undecided enforce-to-none:undecided
