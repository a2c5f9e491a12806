-- few long items, long separators, many empty ones, and numbers that are slow to write
local s = ("x"):rep(800000)
print(#table.concat({s, s, s}), #table.concat({1, 2, 3}, s))
local t = {}
for i = 1, 100000 do t[i] = "" end
print(#table.concat(t), #table.concat(t, ","))
for i = 1, 5000 do t[i] = 1e-300 * i end
print(#table.concat(t, " ", 1, 5000))
