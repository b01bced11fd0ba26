# The first MX host is refused, the second takes the mail
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches first-plain
0   s delivers acef
1   s leaves bd
1   s leaves first-plain
1   s delivers first-plain-2
70  s delivers acef
71  s leaves bd
71  s leaves first-plain
71  s delivers first-plain-2
expect 200 full first-plain:conforms
