# Where the policy must not be taken, mail goes out in clear
client s 192.0.2.25 host mx1.sender.example
0   s fetches abcde
0   s fails-to-fetch policy-404,policy-redirect
0   s delivers acef
1   s leaves bd
1   s delivers policy-404,policy-redirect,two-records
70  s delivers acef
71  s leaves bd
71  s delivers policy-404,policy-redirect,two-records
expect 200 full policy-404:conforms policy-redirect:conforms two-records:conforms
