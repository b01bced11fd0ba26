# Fetch: the policies are cached since an audit three days ago
client s 192.0.2.25 host mx1.sender.example

-3d s fetches abcde
-3d s delivers acef audit 2
0 s delivers acef
0 s leaves bd
90 s delivers acef
90 s leaves bd
expect 100 full so-far because "no policy was fetched"
expect 7400 full final
