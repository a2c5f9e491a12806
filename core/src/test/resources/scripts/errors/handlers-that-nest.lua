-- Handlers that need handlers: they have little room beyond the deepest call, and get it once.
local function again(e) return xpcall(error, again, e) end
print(pcall(xpcall, error, again, "x"))

local function deep() return deep() + 1 end
print(xpcall(deep, function() return xpcall(deep, function() return "inside" end) end))
print(xpcall(deep, function()
  return select(2, xpcall(error, function(m) return m .. " inside" end, "x"))
end))
print(xpcall(deep, again))
