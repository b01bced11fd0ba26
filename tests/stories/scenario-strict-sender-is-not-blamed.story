# Refuses clear text everywhere: that it refuses where there is no policy to be had is no fault
client s 192.0.2.25 host mx1.sender.example
0   s delivers acde
1   s leaves bf
1   s leaves policy-404
70  s delivers acde
71  s leaves bf
71  s leaves policy-404
140 s leaves bf
140 s leaves policy-404
expect 300 none policy-404:does-not-apply
