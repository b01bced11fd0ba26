# A worker fetches policies every five minutes: what came before its first fetch was a prime
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
70 s delivers abcdef
250 s fetches abcde
400 s delivers acef
400 s leaves bd
700 s leaves bd
expect 100 none so-far
expect 800 full
