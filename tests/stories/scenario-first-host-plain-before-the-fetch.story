# The first message goes in clear to the first host before the policy is known, the next to the second host
client s 192.0.2.25 host mx1.sender.example
0   s delivers abcdef
0   s delivers first-plain
3   s fetches abcde
3   s fetches first-plain
90  s delivers acef
91  s leaves bd
91  s leaves first-plain
92  s delivers first-plain-2
400 s leaves bd
expect 200 full first-plain:conforms
expect 500 full first-plain:conforms
