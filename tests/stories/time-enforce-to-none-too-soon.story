# It has fetched the policy that says enforce, and delivers in clear text all the same
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches enforce-to-none
0   s delivers acef
1   s leaves bd
1   s delivers enforce-to-none
20  s delivers enforce-to-none
70  s delivers acef
71  s leaves bd
400 s fetches enforce-to-none
400 s delivers enforce-to-none
expect 200 full enforce-to-none:violates-must
expect 500 full enforce-to-none:violates-must
