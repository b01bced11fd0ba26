# The policy of b could not be fetched: the sender is not blamed at b, and d decides
client s 192.0.2.25 host mx.sender.example
-60 self-check
0 s delivers abcef
90 s delivers abcef
110 self-check after -60 fault b policy
expect 120 inconclusive because "not as designed" b=testbed-at-fault
