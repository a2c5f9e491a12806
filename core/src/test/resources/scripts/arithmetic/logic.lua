-- and, or, not: values, short circuits, and results kept in the right register.
local function say(name, value) print("  evaluated " .. name) return value end
print(nil and 1, false and 1, 0 and 1, "" and 1, nil or 1, false or 1, 0 or 1)
print(nil and nil, nil or false, false or nil, false and nil, 1 and 2 and 3, nil or false or 3)
print(not nil, not false, not 0, not "", not {}, not not nil, not not 1)
print(say("a", nil) and say("b", 1))
print(say("c", 1) and say("d", 2))
print(say("e", false) or say("f", 3))
print(say("g", 4) or say("h", 5))
local a, b, c = 1, nil, false
local x = a and b or c
local y = a and c or b
local z = b or a and c
print(x, y, z, a or b, b or a, c or b, b or c, a and b, (a and b) == nil)
local t = {a and 1, b and 2, c or 3, not a, not b}
print(#t, t[1], t[2], t[3], t[4], t[5])
if a and not b and not c then print("all") end
if b or c or a == 1 then print("any") end
if not (a and b) then print("de Morgan") end
local n = 0
while n < 5 and not (n == 3) do n = n + 1 end
print(n)
local function max(p, q) return p > q and p or q end
print(max(1, 2), max(2, 1))
local v = (a == 1) and (b == nil) == (c == false)
print(v, (a == 1) == true, a == 1 == true, 1 < 2 == true, "x" ~= nil)
local f = function(...) return ... or "default" end
print(f(), f(nil), f(false), f(1, 2))
local r = nil
r = r or {}
r.n = (r.n or 0) + 1
r.n = (r.n or 0) + 1
print(r.n)
