# Fetch: fails at first and succeeds later; what came before was without a policy
client s 192.0.2.25 host mx1.sender.example

0 s fails-to-fetch bd
0 s delivers abcdef
90 s delivers abcdef
330 s fetches abcde
400 s delivers acef
400 s leaves bd times 3 every 300
expect 1200 full final
