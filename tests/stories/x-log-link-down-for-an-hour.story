# Log link down: the refusals are committed an hour later
client s 192.0.2.25 host mx1.sender.example

0 s delivers acef without-log
0 s leaves bd committed 3700
90 s delivers acef without-log
90 s leaves bd committed 3700
390 s leaves bd committed 3700
expect 3600 waiting
expect 3800 full final
