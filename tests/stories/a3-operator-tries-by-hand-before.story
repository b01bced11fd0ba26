# The operator tries telnet at b and openssl at d from the mail server 50 s before the audit
client s 192.0.2.25 host mx1.sender.example
-50 s leaves bd
0 s delivers acef
15 s delivers bd
90 s delivers acef
90 s leaves bd
400 s leaves bd
expect 110 full so-far
expect 500 full final
