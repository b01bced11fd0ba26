# Interleaved audits: plain at the first, repaired, audited again ten minutes later under another token
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
70 s delivers abcdef
600 s fetches abcde
600 s delivers acef audit 2
600 s leaves bd
700 s delivers acef audit 2
700 s leaves bd
expect 80 none
expect 800 none
expect 9000 none final
