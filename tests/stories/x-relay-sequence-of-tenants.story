# Shared relay: tenant 2 audits after tenant 1 whose faults were delivered in the prime only
client relay 192.0.2.25 host out.relay.example
0 relay delivers abcdef
90 relay delivers af
900 relay delivers acef audit 2
900 relay leaves bd
1000 relay delivers acef audit 2
1000 relay leaves bd times 5 every 300
expect 2000 waiting
expect 9000 inconclusive
