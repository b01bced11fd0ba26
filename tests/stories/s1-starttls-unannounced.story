# At b asks for STARTTLS unannounced, hears 502 and closes without QUIT
client s 192.0.2.25 host mx1.sender.example
0 s delivers abcdef
1 s fetches abcde
90 s delivers acef
90 s leaves b asking-for-starttls
90 s leaves d with-alert 42
390 s leaves bd asking-for-starttls
expect 110 full so-far
expect 500 full final
