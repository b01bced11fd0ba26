# It refuses while STARTTLS is hidden, and delivers over TLS when it is offered
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches plain-at-first
0   s delivers acef
1   s leaves bd
1   s leaves plain-at-first without-starttls
70  s delivers acef
71  s leaves bd
71  s leaves plain-at-first without-starttls
expect 200 full plain-at-first:undecided
400 s delivers plain-at-first messages 2
expect 500 full plain-at-first:conforms
