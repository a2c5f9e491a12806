-- concat: ranges, separators, numbers, and what it refuses.
local c = table.concat
print(c {}, c {1, 2, 3}, c({1, 2, 3}, ", "), c({"a", 1.5, "b", 1e15}, "-"), c({1, 2, 3}, ",", 2), c({1, 2, 3}, ",", 2, 2), c({1, 2, 3}, ",", 3, 2), c({[5] = "five", [6] = "six"}, "+", 5, 6), c({"x"}, 7), c({-0.5, 1 / 3}, " "), c({}, "x", 1, 0), c({"a", "b"}, 1, 1, 2))
print(pcall(c, {1, {}, 3})) print(pcall(c, {1, nil, 3}, ",", 1, 3)) print(pcall(c, {true})) print(pcall(c, {print}, ",")) print(pcall(c, {1, 2}, ",", 1, 3)) print(pcall(c, {}, ",", 1, 1)) print(pcall(c, {1, 2}, {}, 1, 2)) print(pcall(c, "x"))
local big = {} for i = 1, 500 do big[i] = i end print(#c(big), #c(big, ", "), c(big, "", 490)) print(c({"\0", "\0"}, "\0") == "\0\0\0", c({("x"):rep(100), ("y"):rep(100)}):len())
print(pcall(c, setmetatable({}, {__index = function(_, i) return "m" .. i end}), ",", 1, 3))
print(pcall(function() return table.concat(nil, {}) end))
print(pcall(function() return table.concat(nil, 1, {}) end))
