# A second audit on the next day, by the policy of the first one: its host may serve it again by then
client s 192.0.2.25 host mx1.sender.example
-1d s fetches abcde
-1d s fetches policy-vanishes
0   s delivers acef
1   s leaves bd
1   s leaves policy-vanishes
70  s delivers acef
71  s leaves bd
400 s leaves policy-vanishes
expect 500 full policy-vanishes:undecided
