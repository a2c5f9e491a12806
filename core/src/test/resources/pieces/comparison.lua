-- comparing long strings that differ only at the end, by operators and in sort
local s = ("x"):rep(1200000)
local a, b, c = s .. "a", s .. "b", s .. "a"
print(a < b, a <= b, a > b, a == c, a ~= b, rawequal(a, c), rawequal(a, b))
local list = {a, b, c}
table.sort(list)
print(list[3] == b)
local t = setmetatable({}, {__index = function(_, k) return #k end})
print(t[a:sub(1, 100000)])
