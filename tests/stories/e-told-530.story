# A sender without TLS came to e and was told 530
client s 192.0.2.25 host mx.sender.example
0 s delivers abcdf in-clear
0 s leaves e told-530
90 s delivers abcdf in-clear
90 s leaves e told-530 times 3 every 300
expect 110 none
expect 9000 none e=came-undecided
