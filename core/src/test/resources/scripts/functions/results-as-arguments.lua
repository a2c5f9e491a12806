-- What comes as one of several results, or from a list in a loop, is passed on to functions:
-- numbers, whole or not, and now and then something else.
local function divide(a, b) return math.floor(a / b), a % b, a / b end
local function mixed(n)
  if n % 7 == 0 then return tostring(n), n end
  if n % 5 == 0 then return n, tostring(n) end
  return n, n + 0.5
end
local function short(x, y) return x + y end
local function long(x, y)
  local s = 0
  for k = 1, 3 do s = s + k * x % 11 end
  if y and s > y then s = s - y * 2 else s = s + 1 end
  if s > 50 then s = s / 4 elseif s < -50 then s = s / 8 end
  return s
end
local function kinds(a, b, c) return type(a) .. type(b) .. type(c) end
local function down(n, x) if n < 1 then return x end local q, r = divide(n, 2) return down(q, x + r) end
local function deep(n, x)
  if n < 1 then return x, 1 end
  local q, r = divide(n, 2)
  local a, b = deep(q, r + x)
  return a + b, b
end
-- too long to be written into itself, and never in tail position
local function count(n, x)
  if n < 1 then return x, 0 end
  local q, r, e = divide(n, 2)
  local s = x
  for k = 1, 2 do s = s + k % 2 end
  if e > 3 then s = s + q else s = s - r end
  local a, b = count(q, s)
  local c, d = count(r - 1, a)
  return a + c, b + d + 1
end

local sum = 0
for i = 1, 80 do
  local q, r, e = divide(i * 3, 7)
  sum = sum + short(q, r) + long(q, r) + long(e) + long(r, e)
  local a, b = mixed(i)
  sum = sum + short(a, b) + long(a, tonumber(b))
  sum = sum + down(q, e) + (deep(i, q)) + (count(i, e)) - select(2, count(q, i))
  sum = sum + #kinds(a, b, q) + #kinds(q, a) + math.max(short(b, a), q, e)
end
print(sum)

local list = { 1, 2.5, 3, '4', 5, 6.25, 7 }
for round = 1, 20 do
  for i, v in ipairs(list) do sum = sum + short(v, i) + long(v, i) + #kinds(v, i, v) end
  for k, v in pairs(list) do sum = sum + short(k, v) + long(k, round) end
end
print(sum)
list[5] = {}
for round = 1, 3 do
  print(pcall(function() for i, v in ipairs(list) do sum = sum + long(v, i) end end))
end
print(sum)
local other = setmetatable({}, { __add = function(a, b) return 1000 end, __mul = function() return 3 end })
list[5] = other
for round = 1, 10 do
  for i, v in ipairs(list) do sum = sum + short(v, i) + long(i, round) end
end
print(sum, kinds(divide(7, 2)))
