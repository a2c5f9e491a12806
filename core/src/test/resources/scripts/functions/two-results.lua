-- Functions with two results of all kinds, used in all ways.
local function divide(a, b) return math.floor(a / b), a % b end
local function swap(a, b) return b, a end
local function mixed(n)
  if n % 3 == 0 then return n, 'three' end
  if n % 3 == 1 then return nil, n + 0.5 end
  return true, { n }
end
local function twice(n, ...) if n == 0 then return swap(...) end return twice(n - 1, ...) end
local function shared(n)
  local a, b = n, n * 2
  local function add() a = a + b return a, b end
  add()
  return a, b
end
local function deep(n) if n == 0 then return 0, 1 end local a, b = deep(n - 1) return b, a + b end

local sum, kinds = 0, {}
for i = 1, 60 do
  local q, r = divide(i * 7, 5)
  sum = sum + q * r
  local x = divide(i, 3)
  local y = (select(2, divide(i, 4)))
  sum = sum + x - y
  local a, b, c = swap(i, i + 1)
  sum = sum + a - b + (c == nil and 1 or 0)
  local k, v = mixed(i)
  kinds[#kinds + 1] = type(k) .. '/' .. type(v)
  local p, o = twice(3, i, tostring(i))
  sum = sum + o + #p
  local s, t = shared(i)
  sum = sum + s - t
  local list = { swap(i, -i) }
  sum = sum + list[1] + #list
  sum = sum + math.max(divide(i, 2))
end
print(sum, table.concat(kinds, ' ', 1, 9))
print(deep(30))
print(swap('a', 1), (swap(1, 2)))
print(pcall(divide, 1), select('#', pcall(swap, nil, nil)))

-- iterators with two results, and results that are passed on through coroutines
local function pairsOf(t)
  return function(_, i) i = i + 1 if t[i] ~= nil then return i, t[i] * 2 end end, nil, 0
end
local got = 0
for round = 1, 5 do
  for i, v in pairsOf({ 1, 2.5, 3, 4 }) do got = (got + i * v) % 1e6 end
end
print(got)
local co = coroutine.wrap(function() for i = 1, 20 do coroutine.yield(swap(i, i * 0.5)) end return swap(1, 2) end)
local total = 0
for _ = 1, 20 do local a, b = co() total = total + a - b end
print(total, co())
local point = setmetatable({}, { __index = function(t, k) return swap(k, t) end, __add = function(a, b) return swap(1, 2) end })
print(point.x == point, point + 1)
-- far too large for a product, and not a number
local function big(n) return n * n, 0 / 0 end
for i = 1, 30 do local a, b = big(2 ^ i * 1000) if b == b then print('equal') end if i % 10 == 0 then print(a) end end
