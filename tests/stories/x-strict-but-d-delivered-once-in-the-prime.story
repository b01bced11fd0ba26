# Strict: d was delivered in the prime only and refused since; b and f are refused
client s 192.0.2.25 host mx1.sender.example

0 s delivers acde
0 s leaves bf
90 s delivers ace
90 s leaves bdf
390 s leaves bdf
690 s leaves bdf
expect 800 strict final
