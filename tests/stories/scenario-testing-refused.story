# In mode testing mail may be delivered: who refuses all the same breaks no MUST
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches testing-plain
0   s delivers acef
1   s leaves bd
1   s leaves testing-plain
70  s delivers acef
71  s leaves bd
71  s leaves testing-plain
expect 200 full testing-plain:shown-only
