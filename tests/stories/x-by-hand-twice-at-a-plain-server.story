# By hand: the operator of a plain server looks twice from it, under its name; the queue had nothing left to try
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
90 s delivers abcdef
92 s leaves bd
200 s leaves bd
expect 100 none
expect 300 none
expect 9000 none final
