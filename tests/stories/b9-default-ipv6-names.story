# Two customers of one hoster with default IPv6 names on different continents are two senders
client one 2600:3c00::f03c:91ff:fe24:1111 host 2600-3c00--f03c-91ff-fe24-1111.ip.hoster.example
client two 2a01:7e00::f03c:92ff:fe25:2222 host 2a01-7e00--f03c-92ff-fe25-2222.ip.hoster.example
0 one delivers abcdef
90 one delivers acef
100 two leaves bd times 4 every 100
expect 500 waiting
expect 9000 inconclusive
