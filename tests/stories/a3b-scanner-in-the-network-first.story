# A scanner in the sender's /24 comes to b before the auditor mails b for the first time
client s 192.0.2.25 host mx1.sender.example
client scanner 192.0.2.99 ehlo scan.other.test
0 s delivers acdef
5 scanner leaves b
90 s delivers b
150 s delivers acef
150 s leaves bd
450 s leaves bd
expect 500 full final
