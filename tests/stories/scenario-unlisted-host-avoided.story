# It has mail for a domain whose MX host the policy does not name, delivers elsewhere, and never comes
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches unlisted
0   s delivers acef
1   s leaves bd
70  s delivers acef
71  s leaves bd
expect 10 any unlisted:undecided
expect 200 full unlisted:conforms
