-- code without loops or calls, as long as can be loaded
local f = load("local a, b = 1, 2 " .. ("a = b b = a "):rep(20000) .. "return a")
for i = 1, 3 do print(f()) end
local g = load("local a = 'x' local b " .. ("b = a .. a .. a .. a .. a .. a "):rep(5000) .. "return #b")
print(g())
local h = load("local a = '123456789012345678901234567890' local b " .. ("b = a + a "):rep(5000) .. "return b")
print(h())
