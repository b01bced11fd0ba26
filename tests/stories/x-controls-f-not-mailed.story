# Controls: f is never mailed: strictness cannot be told from the policy
client s 192.0.2.25 host mx1.sender.example

0 s delivers ace
0 s leaves bd
90 s delivers ace
90 s leaves bd
390 s leaves bd
expect 500 waiting f=waiting
expect 9000 inconclusive f=not-seen
