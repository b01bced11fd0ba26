# A plain Postfix at a cloud mails only a and f; a scanner in its /24 comes to b and d twice
client s 192.0.2.25 host mx1.sender.example
client scanner 192.0.2.99 host scan.other.example
0 s delivers af
90 s delivers af
20 scanner leaves bd
100 scanner leaves bd
expect 110 waiting
expect 7400 inconclusive
