# A queue that keeps its connections: both rounds' messages for a receiver come in one session, which is one delivery each where mail belongs
client s 192.0.2.25 host mx1.sender.example
0    s fetches abcde
0    s delivers acef messages 2
1    s leaves bd
70   s delivers acef messages 3
71   s leaves bd
expect 200 full so-far
