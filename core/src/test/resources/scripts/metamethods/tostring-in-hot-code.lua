-- a library function that a metamethod takes the place of: its return is no place to stop at
local t = setmetatable({}, { __tostring = function()
  local a = { 1, 2, 3, 4, 5, 6, 7, 8 } local b = { a, a, a, a, a } local c = { b, b, b, b, b, b }
  return "x"
end })
local n = 0
for i = 1, 2000 do local s = tostring(t) local u = n + 1 n = u + 1 n = n - 1 n = n + #s end
print(n)
local steps = 0
local object = setmetatable({}, { __tostring = function() steps = steps + 1 return steps % 300 > 0 and "on" or "off" end })
local function text(o) return tostring(o) end
for i = 1, 900 do if text(object) == "off" then n = n + 1 end end
print(n, steps)
