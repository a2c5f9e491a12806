-- rep, with and without separator.
print(("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-1), ("ab"):rep(1), ("ab"):rep(3, ","), ("ab"):rep(1, ","), ("ab"):rep(0, ","), (""):rep(5), (""):rep(3, "-"), ("x"):rep(2, ""))
print(#("abc"):rep(1000), #("abc"):rep(1000, ", "), #(""):rep(1e6), ("\0"):rep(3) == "\0\0\0", string.rep(12, 2), ("x"):rep("3"), ("x"):rep(2, 0))
print(("="):rep(20) .. "|" .. ("-="):rep(5) .. "|")
