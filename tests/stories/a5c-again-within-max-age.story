# Mailed again after six days, within max_age: the policy that it had forbids it
client s 192.0.2.25 host mx1.sender.example
0 s fetches abcde
1 s delivers acef
1 s leaves bd
90 s delivers acef
90 s leaves bd
390 s leaves bd
6d s delivers abcdef
expect 400 full final
expect 518500 none
