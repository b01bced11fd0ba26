# Exim strict with a retry hint: comes in the prime only
client s 192.0.2.25 host mx.exim.example
0 s delivers acef
0 s leaves b
0 s leaves d with-alert 42
90 s delivers acef
expect 110 full so-far because "by a rule of its own"
expect 7400 full final because "by a rule of its own"
