# It takes a policy that can be fetched no more for none, although the one that it has is valid for a week
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches policy-vanishes
0   s delivers acef
1   s leaves bd
1   s leaves policy-vanishes
70  s delivers acef
71  s leaves bd
400 s fetches policy-vanishes
401 s delivers policy-vanishes
expect 200 full policy-vanishes:undecided
expect 500 full policy-vanishes:violates-must
