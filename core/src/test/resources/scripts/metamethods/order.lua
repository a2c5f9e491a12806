-- __lt and __le, with the swap for > and >=, and __le that falls back on not (b < a).
local log = {}
local mt = {}
mt.__lt = function(a, b) log[#log + 1] = "lt" return a.v < b.v end
mt.__le = function(a, b) log[#log + 1] = "le" return a.v <= b.v end
local function new(v, m) return setmetatable({v = v}, m or mt) end
local a, b = new(1), new(2)
print(a < b, b < a, a > b, a <= b, b <= a, a >= b, a >= a, table.concat(log, " "))
local only = {__lt = function(x, y) log.n = (log.n or 0) + 1 return x.v < y.v end}
local c, d = new(1, only), new(2, only)
print(c <= d, d <= c, c >= d, c <= c, log.n)
local any = {__lt = function(x, y) return type(x) .. type(y) end, __le = function() return nil end}
local e = new(1, any)
print(e < 1, 1 < e, e <= "x", "x" >= e, e < nil == true, not (e < 5), e > {})
local m1, m2 = {__lt = function() return true end}, {__lt = function() return false end}
print(new(1, m1) < new(1, m2), new(1, m2) < new(1, m1), new(1, m1) <= new(1, m2), new(1, m2) <= new(1, m1))
local function try(f) print(select(2, pcall(f))) end
try(function() return {} < {} end) try(function() return {} < 1 end) try(function() return 1 <= {} end)
try(function() return "a" > 1 end) try(function() return nil < 1 end) try(function() return true <= false end)
try(function() return print < print end) try(function() return c < setmetatable({}, {}) end)
try(function() return setmetatable({}, {__le = function() return 1 end}) < {} end)
local sorted = {new(3), new(1), new(2)}
table.sort(sorted)
print(sorted[1].v, sorted[2].v, sorted[3].v)
while a < b do a.v = a.v + 1 end
print(a.v)
