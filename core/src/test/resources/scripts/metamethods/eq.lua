-- __eq: only for two tables with the same metamethod, never for other types; the result is a boolean.
local calls = 0
local function eq(a, b) calls = calls + 1 return a.v == b.v and "yes" or nil end
local m1, m2, other = {__eq = eq}, {__eq = eq}, {__eq = function() calls = calls + 1 return true end}
local a, b, c = setmetatable({v = 1}, m1), setmetatable({v = 1}, m1), setmetatable({v = 2}, m1)
local d, e = setmetatable({v = 1}, m2), setmetatable({v = 1}, other)
print(a == b, a == c, a ~= b, a ~= c, calls)
print(a == d, d == a, a == e, e == a, calls)
print(a == a, a ~= a, calls)
print(a == 1, 1 == a, a == nil, a == "x", a == {}, {} == a, calls)
print(rawequal(a, b), rawequal(a, a))
local t = {[a] = "a"}
print(t[a], t[b])
if a == b then print("equal") else print("different") end
if a ~= c then print("different") else print("equal") end
print(not (a == b), not (a == c), (a == b) and 1 or 2, calls)
