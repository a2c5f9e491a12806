-- message handlers that raise errors of their own, near the deepest call
local function again(e) return xpcall(error, again, e) end
for i = 1, 2 do print(pcall(xpcall, error, again, "x")) end
local function deep() return deep() + 1 end
for i = 1, 2 do print(xpcall(deep, again)) end
print(xpcall(deep, function(e) return e .. nil end))
print(xpcall(deep, deep))
