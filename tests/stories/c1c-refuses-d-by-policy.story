# b is delivered in clear; d is refused after its policy was fetched
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcef
0 s leaves d
1 s fetches abcde
90 s delivers abcef
90 s leaves d times 3 every 300
expect 1000 partial
