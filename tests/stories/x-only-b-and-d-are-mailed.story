# Controls: only b and d are mailed, and delivered twice
client s 192.0.2.25 host mx1.sender.example

0 s delivers bd
90 s delivers bd
expect 100 none
expect 9000 none final
