# It goes on refusing: it may only not have looked, and a bounce cannot be seen
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches policy-runs-out
0   s delivers acef
1   s leaves bd
1   s leaves policy-runs-out
70  s delivers acef
71  s leaves bd
400 s leaves policy-runs-out
900 s leaves policy-runs-out
expect 1000 full policy-runs-out:undecided
