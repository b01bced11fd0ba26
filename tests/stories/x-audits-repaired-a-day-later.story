# Interleaved audits: No, final; repaired and audited again the next day under another token
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
70 s delivers abcdef
1d s fetches abcde
1d s delivers acef audit 2
1d s leaves bd
86500 s delivers acef audit 2
86500 s leaves bd times 5 every 300
expect 9000 none final
expect 90000 none final
