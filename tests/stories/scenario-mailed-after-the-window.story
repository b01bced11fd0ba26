# expired is mailed three hours after the study, and refused once: so far
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s delivers acef
1   s leaves bd
70  s delivers acef
71  s leaves bd
400 s leaves bd
3h  s fetches expired
3h  s delivers wildcard-cert
3h  s leaves expired with-alert 45
expect 10900 full final expired:conforms
