# The id stays, so nobody has to find the policy that asks for more: what is done is shown
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches none-to-enforce
0   s delivers acef
1   s leaves bd
1   s delivers none-to-enforce
70  s delivers acef
71  s leaves bd
400 s fetches none-to-enforce
400 s leaves none-to-enforce
expect 200 full none-to-enforce:shown-only
expect 500 full none-to-enforce:shown-only
