# Verifies the chain and not the name: the study's six do not tell, one scenario does
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches wrong-name
0   s delivers acefg
1   s leaves bd
1   s delivers wrong-name
70  s delivers acefg
71  s leaves bd
71  s delivers wrong-name
expect 200 full wrong-name:violates-must
