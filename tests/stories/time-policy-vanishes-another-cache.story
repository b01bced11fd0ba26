# Another host of the sender asks only when the policy is gone: it has none to keep to
client s 192.0.2.25 host mx1.sender.example
client t 192.0.2.26 host mx2.sender.example
0   s fetches abcde
0   s fetches policy-vanishes
0   s delivers acef
1   s leaves bd
1   s leaves policy-vanishes
70  s delivers acef
71  s leaves bd
400 t fetches policy-vanishes
401 t delivers policy-vanishes
expect 500 not none policy-vanishes:undecided
