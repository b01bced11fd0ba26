# The policy hosts were away before the audit; the sender fetched after that, and gives in on the retry: nothing kept the policy from it
client s 192.0.2.25 host mx1.sender.example
-40  self-check
-5  self-check after -40 away
0   s fetches abcde
1   s delivers acef
1   s leaves bd
70  s delivers acef
70  s leaves bd
140 s delivers bd
expect 200 none
