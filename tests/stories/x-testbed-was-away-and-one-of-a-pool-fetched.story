# After the policy hosts were away one node of a pool fetched, and another that keeps policies of its own delivered: it may remember a failed fetch
client p 192.0.2.25 host mx1.sender.example
client q 198.51.100.25 host mx2.sender.example
-40  self-check
-5  self-check after -40 away
0   p fetches abcde
0   p delivers acf
0   q delivers bde
70  p delivers acef
70  p leaves bd
140 q delivers bd
expect 200 not none
