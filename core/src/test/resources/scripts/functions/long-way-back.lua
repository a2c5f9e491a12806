-- returns through many calls with work after each: more than may be done without a safepoint
local function f(n, a, b) if n == 0 then return 1 end local x = f(n - 1, b, a) local y = a + b local z = y - a local w = z * 2 local v = w - b local u = v + x local t = u * 1 local s = t - v local r = s + 0 local q = r + 0 return q % 1000 end
local s = 0
for i = 1, 300 do s = s + f(140, 1, 2) end
print(s)
