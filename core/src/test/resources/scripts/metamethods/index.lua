-- __index: function, table, chains, and fields that are there.
local t = setmetatable({here = 1}, {__index = function(self, k) return "no " .. tostring(k) end})
print(t.here, t.there, t[1], t[true], rawget(t, "there"), #t)
local base = {a = "base a", b = "base b"}
local mid = setmetatable({b = "mid b"}, {__index = base})
local top = setmetatable({c = "top c"}, {__index = mid})
print(top.a, top.b, top.c, top.d)
base.d = "late" print(top.d) mid.a = "shadow" print(top.a, base.a)
local chain = setmetatable({}, {__index = setmetatable({}, {__index = function(self, k) return rawequal(self, chain), k end})})
print(chain.x, (chain.y))
local long = {value = "at the end"}
for _ = 1, 50 do long = setmetatable({}, {__index = long}) end
print(long.value, long.nothing)
local count = setmetatable({}, {__index = function(self, k) rawset(self, k, k * 2) return self[k] end})
print(count[4], rawget(count, 4), count[5])
local f = setmetatable({false_value = false}, {__index = function() return "fallback" end})
print(f.false_value, f.nil_value)
local s = setmetatable({}, {__index = "abc"})
print(s.upper == string.upper, s.len == string.len, s.nothing)
print(pcall(function() local bad = setmetatable({}, {__index = 5}) return bad.x end))
local callable = setmetatable({}, {__call = function(_, t, k) return "called " .. k end})
print(setmetatable({}, {__index = callable}).key)
print(getmetatable("").__index == string, ("x").rep == string.rep, ("x").nothing)
print(pcall(function() local loop = {} setmetatable(loop, {__index = loop}) return loop.x end))
