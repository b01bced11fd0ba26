# b, d and f are refused; later f is delivered in clear
client s 192.0.2.25 host mx1.sender.example
0 s delivers ace
0 s leaves bdf times 4 every 300
1500 s delivers f
1500 s leaves bd times 3 every 300
expect 1000 strict final
expect 2200 full
