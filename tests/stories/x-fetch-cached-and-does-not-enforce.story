# Fetch: fetched in an audit two days ago, delivers in both rounds
client s 192.0.2.25 host mx1.sender.example

-2d s fetches abcde
-2d s delivers abcdef audit 2
0 s delivers abcdef
70 s delivers abcdef
expect 80 none final
