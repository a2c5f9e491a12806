-- Functions with three results of all kinds, used in all ways.
local function split(n) return math.floor(n / 100), math.floor(n / 10) % 10, n % 10 end
local function rotate(a, b, c) return b, c, a end
local function mixed(n)
  if n % 4 == 0 then return n, 'four', nil end
  if n % 4 == 1 then return nil, n + 0.5, { n } end
  if n % 4 == 2 then return n == 2, 'two' end
  return n, n, n, n
end
local function thrice(n, ...) if n == 0 then return rotate(...) end return thrice(n - 1, ...) end
local function shared(n)
  local a, b, c = n, n * 2, n / 2
  local function add() a, b, c = a + b, b + c, c + a return a, b, c end
  add()
  return a, b, c
end
local function deep(n)
  if n == 0 then return 0, 1, 2 end
  local a, b, c = deep(n - 1)
  return b, c, (a + b + c) % 1000
end

local sum, kinds = 0, {}
for i = 1, 60 do
  local h, t, u = split(i * 7)
  sum = sum + h * t - u
  local x = split(i * 11)
  local y, z = split(i * 13)
  local last = (select(3, split(i)))
  sum = sum + x - y + z * last
  local a, b, c, d = rotate(i, i + 1, i / 4)
  sum = sum + a - b + c + (d == nil and 1 or 0)
  local k, v, w = mixed(i)
  kinds[#kinds + 1] = type(k) .. '/' .. type(v) .. '/' .. type(w)
  local p, o, q = thrice(3, i, tostring(i), { i })
  sum = sum + #p + #o + q
  local s, m, r = shared(i)
  sum = sum + s - m * r
  local list = { rotate(i, -i, 0.5) }
  sum = sum + list[1] + #list
  sum = sum + math.max(split(i * 5))
  sum = sum + select('#', split(i), rotate(1, 2, 3))
end
print(sum, table.concat(kinds, ' ', 1, 9))
print(deep(30))
print(rotate('a', 1, true), (rotate(1, 2, 3)))
print(pcall(split, {}), select('#', pcall(rotate, nil, nil, nil)))

-- iterators with three results, and results that are passed on through coroutines
local function triples(t)
  return function(_, i) i = i + 1 if t[i] ~= nil then return i, t[i] * 2, t[i] / 2 end end, nil, 0
end
local got = 0
for round = 1, 5 do
  for i, v, w in triples({ 1, 2.5, 3, 4 }) do got = (got + i * v - w) % 1e6 end
end
print(got)
local co = coroutine.wrap(function()
  for i = 1, 20 do coroutine.yield(rotate(i, i * 0.5, 'x')) end
  return rotate(1, 2, 3)
end)
local total = 0
for _ = 1, 20 do local a, b, c = co() total = total + a * #b - c end
print(total, co())
-- far too large for a product, not a number, and minus zero
local function big(n) return n * n, 0 / 0, -0 end
for i = 1, 30 do
  local a, b, c = big(2 ^ i * 1000)
  if b == b then print('equal') end
  if i % 10 == 0 then print(a, 1 / c) end
end
