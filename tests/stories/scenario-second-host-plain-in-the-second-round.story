# The first, faultless host gets the first message; the second one goes in clear to the other host
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches second-plain
0   s delivers acef
1   s leaves bd
1   s delivers second-plain
70  s delivers acef
71  s leaves bd
71  s delivers second-plain-2
expect 200 full second-plain:violates-must
