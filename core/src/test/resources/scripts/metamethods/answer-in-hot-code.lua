-- metamethods that answer for operators in code that runs often: results, errors, yields, deep calls
local V = {}
V.__index = function(t, k) return k .. "?" end
local function new(x) return setmetatable({ x = x }, V) end
V.__add = function(a, b)
  return new((type(a) == "table" and a.x or a) + (type(b) == "table" and b.x or b))
end
V.__sub = function(a, b) return a.x - b.x end
V.__mul = function(a, k) return new(a.x * k), "a second result that nobody takes" end
V.__div = function() end
V.__mod = function(a, b) return b end
V.__pow = function(a, b) return a.x ^ b end
V.__unm = function(a, b) return new(-a.x) end
V.__len = function(a) return a.x end
V.__concat = function(a, b)
  return "<" .. tostring(rawget(a, "x") or a) .. ">"
end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x, false end
V.__call = function(self, a, b) return a, self.x, b end
V.__newindex = function(t, k, v) rawset(t, k, v + 1) end

local function round(a, b, i)
  local c = a + b + i
  local d = (c - a) * 1
  local e = b * i
  local f = -(-e)
  local less, equal, atMost = a < b, a == c, a <= b
  local n = #c + d
  c.y = i
  local q = c / b
  return n + c.y + (a % i) + a ^ 2 + #f, less, equal, atMost, q, c.missing, a(i, 3)
end

local a, b, total = new(1), new(2), 0
for i = 1, 400 do
  local n, less, equal, atMost, q, missing, first, x, last = round(a, b, i)
  total = total + n + first + x + last
  if i % 100 == 0 then print(i, total, less, equal, atMost, q, missing) end
end

-- texts: joined from the right, with what is no text on either side
local function join(a, i) return (a .. i), (i .. "," .. i) end
for i = 1, 300 do
  local x, y = join(a, i)
  if i % 150 == 0 then print(x, y) end
end

-- an index function on one call of many, and chains of tables to it
local Base = setmetatable({}, { __index = function(t, k) return "made " .. k end })
local Derived = setmetatable({ own = 1 }, { __index = Base })
local function read(o) return o.own, o.other, o["more"] end
for i = 1, 300 do
  local own, other, more = read(Derived)
  if i % 100 == 0 then print(own, other, more) end
end

-- errors and yields inside, from deep below
local T = {}
T.__add = function(a, b)
  if b == 150 then error("no 150", 0) end
  if b % 50 == 0 then coroutine.yield(b) end
  return b
end
local t = setmetatable({}, T)
local function sum(n)
  local s = 0
  for i = 1, n do s = s + (t + i) end
  return s
end
local co = coroutine.wrap(function() return sum(149) end)
print(co(), co(), co())
print(pcall(sum, 49), pcall(coroutine.wrap(function() for i = 1, 300 do local x = t + i end end)))
local failing = coroutine.create(sum)
print(coroutine.resume(failing, 200))
print(coroutine.resume(failing))
print(coroutine.resume(failing))

-- metamethods that call themselves through the operator
local N = {}
N.__add = function(a, b) if b == 0 then return 0 end return 1 + (a + (b - 1)) end
local n = setmetatable({}, N)
print(n + 100, n + 180)
print(select(2, pcall(function() return t < t end)))
print(select(2, pcall(function() for i = 1, 20 do local x = (i < 15 and t or nil) + 1 end end)))
