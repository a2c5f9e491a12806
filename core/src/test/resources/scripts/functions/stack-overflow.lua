-- Endless recursion is an error that can be caught, more than once.
local function forever(n) return 1 + forever(n + 1) end
for _ = 1, 2 do
  local ok, message = pcall(forever, 1)
  print(ok, type(message), message:find("stack overflow", 1, true) ~= nil, message:match("^[^:]*:%d*:"))
end
local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end})
local ok, message = pcall(function() return t[1] end)
print(ok, message:find("overflow", 1, true) ~= nil)
print("still here")
