# A sender that obeys: bad certificates are refused, unusual good ones are not
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fetches wrong-name,expired,wildcard-cert,sni-decides
0   s delivers acefg
1   s leaves bd
1   s leaves wrong-name,expired with-alert 42
1   s delivers wildcard-cert,sni-decides
70  s delivers acefg
71  s leaves bd
71  s leaves wrong-name,expired with-alert 42
71  s delivers wildcard-cert,sni-decides
expect 200 full wrong-name:conforms expired:conforms wildcard-cert:conforms sni-decides:conforms tls13-only:not-met
