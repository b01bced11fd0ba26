# The same for a host's two address families
client v4 192.0.2.25 ehlo mx.sender.example
client v6 2001:db8:5::25 ehlo mx.sender.example
0 v6 delivers c
0 v4 delivers abdef
1 v4 owns ehlo mx.sender.example
1 v6 owns ehlo mx.sender.example
90 v6 delivers c
90 v4 delivers aef
90 v4 leaves bd times 3 every 300
expect 1000 full final
