# It refuses as long as the policy says enforce, and delivers when it has fetched the one that says none
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches enforce-to-none
0   s delivers acef
1   s leaves bd
1   s leaves enforce-to-none
70  s delivers acef
71  s leaves bd
expect 200 full enforce-to-none:undecided
400 s fetches enforce-to-none
400 s delivers enforce-to-none
expect 500 full enforce-to-none:conforms
