-- Arithmetic metamethods: either operand, mixed types, the left one first.
local mt = {}
local function new(name) return setmetatable({name = name}, mt) end
local function name(x) return type(x) == "table" and (x.name or "plain") or tostring(x) end
for _, op in ipairs {"add", "sub", "mul", "div", "mod", "pow"} do
  mt["__" .. op] = function(a, b) return op .. "(" .. name(a) .. "," .. name(b) .. ")", "dropped" end
end
mt.__unm = function(a, b) return "unm(" .. name(a) .. "," .. tostring(rawequal(a, b)) .. ")" end
local a, b = new "a", new "b"
print(a + b, a - b, a * b, a / b, a % b, a ^ b, -a)
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a, a % 2, 2 % a, a ^ 2, 2 ^ a)
print(a + "s", "s" + a, a + nil, nil + a, a * true, {} - a, a / {}, print == nil or "10" % a)
local left = setmetatable({}, {__add = function() return "left" end, __sub = function() return nil end})
local right = setmetatable({}, {__add = function() return "right" end, __mul = function() return false end})
print(left + right, right + left, left + 1, 1 + right, left - right, right - left, right * left, left * right)
local v = {} v.__index = v
function v.new(x, y) return setmetatable({x = x, y = y}, v) end
v.__add = function(p, q) return v.new(p.x + q.x, p.y + q.y) end
v.__mul = function(p, k) if type(p) == "number" then p, k = k, p end return v.new(p.x * k, p.y * k) end
v.__tostring = function(p) return "(" .. p.x .. ", " .. p.y .. ")" end
v.__unm = function(p) return p * -1 end
print(tostring(v.new(1, 2) + v.new(3, 4) * 2), tostring(2 * v.new(1, 1) + -v.new(1, 5)))
print(select(2, pcall(function() return left / 1 end)))
print(select(2, pcall(function() return 1 - right end)))
local called = setmetatable({}, {__add = setmetatable({}, {__call = function(_, x, y) return "callable " .. y end})})
print(called + 5, pcall(function() return setmetatable({}, {__add = 5}) + 1 end))
