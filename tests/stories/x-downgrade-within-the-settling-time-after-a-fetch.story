# The same, with the policies fetched before
client s 192.0.2.25 host mx1.sender.example
-10 s fetches abcde
0 s delivers acef
0 s leaves bd
30 s delivers bd
90 s delivers acef
90 s leaves bd times 12 every 600
expect 40 none
expect 9000 none final
