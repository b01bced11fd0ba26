# It refuses by a policy of one minute, and delivers when that is over and no other is to be had
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches policy-runs-out
0   s delivers acef
1   s leaves bd
1   s leaves policy-runs-out
70  s delivers acef
71  s fetches policy-runs-out
71  s leaves bd
72  s leaves policy-runs-out
expect 200 full policy-runs-out:undecided
400 s fetches policy-runs-out
400 s delivers policy-runs-out
expect 500 full policy-runs-out:conforms
