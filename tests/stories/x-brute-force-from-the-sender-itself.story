# Brute force: a broken-in mail server guesses passwords at b and d while its queue delivers them
client s 192.0.2.25 host mx1.sender.example

0 s delivers abcdef
10 s leaves bd trying-passwords times 20 every 10
90 s delivers abcdef
expect 100 none
expect 9000 none final
