# Fetch: evaluates the policies in testing only, and delivers
client s 192.0.2.25 host mx1.sender.example

0 s fetches abcde
1 s delivers abcdef
90 s delivers abcdef
expect 100 none final
expect 9000 none final b=delivered-in-clear d=delivered-over-tls
