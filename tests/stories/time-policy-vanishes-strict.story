# It refuses and was never seen to fetch the policy: what it would do without is not known
client s 192.0.2.25 host mx1.sender.example
0   s delivers ace
1   s leaves bdf
1   s leaves policy-vanishes
70  s delivers ace
71  s leaves bdf
400 s leaves policy-vanishes
expect 500 strict policy-vanishes:undecided
