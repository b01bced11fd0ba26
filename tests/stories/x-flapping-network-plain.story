# Flapping network: lost at b and d twice, delivered at last
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
90 s delivers acef
90 s leaves bd hanging-up
150 s leaves bd hanging-up
400 s delivers bd
expect 500 none
expect 9000 none final
