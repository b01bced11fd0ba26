# A sender that knows no policies cannot take one wrongly, and violates each that it should have obeyed
client s 192.0.2.25 host mx1.sender.example
0   s delivers abcdef
0   s delivers policy-404,unlisted,two-strings
70  s delivers abcdef
70  s delivers policy-404,unlisted,two-strings
expect 400 none policy-404:does-not-apply unlisted:violates-must two-strings:violates-must
