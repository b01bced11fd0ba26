# It goes on refusing when the policy is gone from its host
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches policy-vanishes
0   s delivers acef
1   s leaves bd
1   s leaves policy-vanishes
70  s delivers acef
71  s leaves bd
71  s leaves policy-vanishes
expect 200 full policy-vanishes:undecided   # until then the policy is there
400 s fetches policy-vanishes               # 404
401 s leaves policy-vanishes
expect 500 full policy-vanishes:conforms
