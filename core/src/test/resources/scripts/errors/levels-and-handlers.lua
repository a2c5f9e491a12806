-- Where error says it happened, what assert and xpcall pass on.
local function raise(level) error("message", level) end
local function caller(level) raise(level) end
for level = 0, 4 do print(pcall(caller, level)) end
for _, level in ipairs { 1.9, -1, 100 } do print(pcall(caller, level)) end
for _, value in ipairs { 5, true, "text", 1.5 } do
  print(pcall(error, value)) print(pcall(error, value, 0)) print(pcall(error, value, 2))
end
print(pcall(error)) print(pcall(error, nil)) print(select("#", pcall(error)))
print(pcall(function() assert(false) end)) print(pcall(function() assert(nil, "reason") end))
print(pcall(function() return assert(1, 2, nil) end)) print(pcall(function() assert(false, nil) end))
print(pcall(function() assert() end)) print(pcall(function() assert(false, 5) end))
print(xpcall(function(...) return select("#", ...), ... end, print, 1, nil, 3))
print(xpcall(error, function(m) return "handled: " .. tostring(m) end, "text", 0))
print(xpcall(error, function() error("again") end, "x"))
print(xpcall(function() error() end, function(m) return m end))
print(xpcall(error, nil, 1)) print(xpcall(error, 5, 1)) print(xpcall(print, nil, 1))
print(pcall(function() xpcall() end)) print(pcall(function() xpcall(print) end)) print(pcall(function() pcall() end))
print(pcall(pcall, error)) print(pcall(pcall, error, "x", 0))
local t = setmetatable({}, { __index = function(_, k) error("no field " .. k, 2) end })
print(pcall(function()
  return t.missing
end))
print(pcall(string.gsub, "x", "x", function() error("in gsub", 0) end))
print(select(2, pcall(load, function() error("in a reader", 0) end)))
print(load(function() error("in a reader", 0) end))
