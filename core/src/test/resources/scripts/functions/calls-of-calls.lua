-- Calls whose last argument is a call: one result, several, none, or a number.
local floor, max, min, abs, sqrt = math.floor, math.max, math.min, math.abs, math.sqrt
local function id(x) return x end
local function sum(a, b, c) return (a or 0) + (b or 0) + (c or 0) end
local function two(x) return x, x end
local function tail(x) return floor(x) end
local function tail2(x) return max(x, floor(x / 2)) end
local function count(...) return select("#", ...) end
local function pack(a, b) return { a, floor(b) } end
local function strs(x) return tostring(id(x)) end
local function run(n)
  local t = 0
  for i = 1, n do
    t = t + max(i, floor(i / 3)) + sum(i, id(i)) + sum(1, two(i)) + tail(i + 0.5) + tail2(i)
    t = t + count(i, floor(i)) + count(id(i)) + count(two(id(i))) + pack(i, i / 2)[2]
    t = t + #strs(i) + floor(sqrt(abs(-i))) + min(i, max(3, id(7)))
    local list = { i, id(i), floor(i / 2) }
    t = t + #list + list[3]
    local r = { tail(i / 2) }
    t = t + r[1] + (i % 10 == 0 and sum(1, id("5")) or 0)
    if i % 50 == 0 then local ok, e = pcall(function() return sum(1, id({})) end) t = t + #e end
    if i % 50 == 25 then t = t + #select(2, pcall(function() return floor(id("x")) end)) end
    t = t % 1000000007
  end
  return t
end
print(run(120))
print(run(240))
print(run(360))
