# Nothing was seen of it at a scenario where STARTTLS is missing, though it fetched the policy: that proves nothing
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches two-strings
0   s delivers acef
1   s leaves bd
70  s delivers acef
71  s leaves bd
expect 200 full two-strings:undecided
