# Strict: verifies every certificate and demands TLS everywhere, by alert
client s 192.0.2.25 host mx1.sender.example

0 s delivers ace
0 s leaves bf
0 s leaves d with-alert 48
90 s delivers ace
90 s leaves bf
90 s leaves d with-alert 48
390 s leaves bdf with-alert 48
expect 100 strict
expect 7400 strict final
