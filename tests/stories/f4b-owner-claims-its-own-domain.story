# Delivers b and d; its own domain, which its host names tie to it, enforces a policy for mail it receives
client s 192.0.2.25 host mx1.sender.example
inbound enforce sender.example
0 s delivers abcdef
90 s delivers abcdef
expect 110 partial
