# b's policy was broken around the first message, and no fetch was seen of any: what came at d proves too little
client s 192.0.2.25 host mx1.sender.example
-30 self-check
20 self-check after -30 fault b policy
80 self-check after 20
0 s delivers abcdef
90 s delivers abcdef
expect 200 inconclusive b=testbed-at-fault d=delivered-over-tls
