# Timing: one round only, refused once, never tried again, policy fetched before
client s 192.0.2.25 host mx1.sender.example

0 s fetches abcde
1 s delivers acef
1 s leaves bd
expect 10 full so-far
expect 7400 full final
