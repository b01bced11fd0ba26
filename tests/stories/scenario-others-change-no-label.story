# A stranger's delivery beyond the study contests no label of the study
client s 192.0.2.25 host mx1.sender.example
client x 198.51.100.99 host host.elsewhere.example
0   s fetches abcde
0   s delivers acef
1   s leaves bd
1   s leaves expired with-alert 45
70  s delivers acef
71  s leaves bd
71  s leaves expired with-alert 45
80  x delivers expired
expect 200 full expired:conforms
