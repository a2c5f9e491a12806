-- __concat: in every place of a chain, which is folded from the right.
local mt = {}
local function name(x) return type(x) == "table" and x.name or tostring(x) end
mt.__concat = function(a, b) return "[" .. name(a) .. "|" .. name(b) .. "]" end
local x, y = setmetatable({name = "x"}, mt), setmetatable({name = "y"}, mt)
print(x .. y, x .. "s", "s" .. x, x .. 1, 1 .. x, x .. nil, nil .. x, x .. true)
print("a" .. "b" .. x, x .. "a" .. "b", "a" .. x .. "b", "a" .. "b" .. x .. "c" .. "d", 1 .. 2 .. x .. 3 .. 4)
print(x .. y .. x, (x .. y) .. x, x .. x .. x .. x)
local keep = setmetatable({}, {__concat = function(a, b) if type(b) == "table" then return b end return a end})
print(rawequal("a" .. "b" .. keep .. "c", keep), rawequal(keep .. "a" .. 1, keep))
local left = setmetatable({}, {__concat = function() return "left" end})
local right = setmetatable({}, {__concat = function() return "right" end})
print(left .. right, right .. left, {} ~= nil and {} .. left, left .. {})
print(select(2, pcall(function() return {} .. "x" end)))
print(select(2, pcall(function() return "x" .. {} end)))
print(select(2, pcall(function() local n return "x" .. n end)))
print(select(2, pcall(function() local t = {} return "a" .. t.f .. "b" end)))
print(select(2, pcall(function() return 1 .. true end)))
print(select(2, pcall(function() return "a" .. "b" .. undefined .. "c" end)))
