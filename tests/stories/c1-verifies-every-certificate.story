# No MTA-STS: verifies every certificate, goes in clear where no TLS is offered, never fetches a policy
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcef
0 s leaves d with-alert 48
90 s delivers abcef
90 s leaves d with-alert 48 times 3 every 300
expect 110 none because "checks every certificate"
expect 9000 none
