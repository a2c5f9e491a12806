-- and, or, not and comparisons as values, as conditions and mixed
local a, b, c = ...
local v1 = a and b
local v2 = a or b
local v3 = a and b or c
local v4 = (a or b) and c
local v5 = not a
local v6 = not (a and b)
local v7 = not not (a or not b)
local v8 = a == b
local v9 = a < b and b <= c or a > c
local v10 = (a ~= nil) == (b >= c)
local v11 = nil and a or true and b or false
local v12 = 1 and a
local v13 = "x" or a
local v14 = a and 1 or 2
local v15 = not (a < b or c)
g = a and a.x and a.x.y or {}
g = a or (b and c)
f(a and b, a or b, not a, a == b)
a = a or b
b = a and b
if a and b or c then f() end
if not (a and b) then f() elseif a == 1 or b ~= "x" then f(1) else f(2) end
if a < b and not (b < c) then f() end
if nil then f() end
if true then f() end
if not nil then f() end
if false or a then f() end
while a and not b do a = b end
while nil do f() end
while true do break end
repeat local d = a until d and b or c
repeat until nil
return a and b, a or b, a == b, (a and b) == c
