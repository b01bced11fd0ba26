# two-plain: the first host is left each time, the second goes in clear in the second round
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches two-plain
0   s delivers acef
1   s leaves bd
1   s leaves two-plain
1   s leaves two-plain-2
70  s delivers acef
71  s leaves bd
71  s leaves two-plain
90  s delivers two-plain-2
expect 200 full two-plain:violates-must
