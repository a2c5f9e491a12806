-- Lists of numbers, and what becomes of them when something else is stored.

local function show(t, n)
  local out = {}
  for i = 1, n do
    local v = t[i]
    out[i] = v == 0 and (1 / v < 0 and "-0" or "0") or v ~= v and "nan" or tostring(v)
  end
  print(#t, table.concat(out, " "))
end

-- every kind of number comes back as it was
local t = {}
for i = 1, 8 do t[i] = i end
t[2], t[3], t[4], t[5] = -0.0 * t[1], 0 / 0, 1 / 0, -1 / 0
t[6], t[7], t[8] = 2 ^ 31, -2 ^ 31, 0.1
show(t, 8)
t[8] = nil
show(t, 8)
t[3] = nil
print(t[3], t[9], t[0], t[1.5], t[-1])

-- items as operands, keys, limits, conditions and arguments
local function uses(list, n)
  local sum, count, keys = 0, 0, 0
  for i = 1, n do
    local v = list[i]
    if v then sum = sum + v else count = count + 1 end
    if not list[i] then count = count + 1 end
    if v == list[i] and v ~= nil then count = count + 100 end
    if v == 4 then count = count + 10000 end
    if list[i] == list[n + 1 - i] then count = count + 1000000 end
    keys = keys + (list[list[i] or n] or 0.5) + (list[(list[i] or n) % n + 1] or 0.25)
    for j = list[i] or 1, list[i] or 0 do keys = keys + j end
  end
  return sum, count, keys, math.max(list[1], list[n]), -list[n]
end
local a = {}
for i = 1, 60 do a[i] = (i * 7) % 11 + 1 end
for round = 1, 30 do
  if round == 10 then a[13] = nil end
  if round == 20 then a[13] = 4 a[20] = 2.0 a[21] = 7 end
  if round % 6 == 0 then print(round, uses(a, 60)) end
  uses(a, 60)
end

-- a comparison that has seen numbers meets texts
local function least(list)
  local best = list[1]
  for i = 2, #list do
    if list[i] < best then best = list[i] end
  end
  return best
end
for round = 1, 40 do
  local list = {}
  for i = 1, 30 do list[i] = (i * 17) % 31 - 10.5 end
  local texts = {}
  for i = 1, 30 do texts[i] = "k" .. (i * 17) % 31 end
  if round % 20 == 0 then print(least(list), least(texts)) end
  least(list) least(texts)
end
print((select(2, pcall(least, { 1, 2, "x" })):gsub("^.-:", "")))
print((select(2, pcall(least, { 1, 2, {} })):gsub("^.-:", "")))

-- swapping moves whatever there is
local function reverse(list)
  local i, j = 1, #list
  while i < j do
    list[i], list[j] = list[j], list[i]
    i, j = i + 1, j - 1
  end
end
local numbers, mixed = {}, {}
for i = 1, 25 do numbers[i] = i * 0.5 mixed[i] = i % 3 == 0 and "s" .. i or i end
for round = 1, 21 do reverse(numbers) reverse(mixed) end
show(numbers, 25)
print(table.concat(mixed, " "))

-- turning in the middle of a loop
local function fill(list, n, at, other)
  for i = 1, n do
    list[i] = i * 0.25
    if i == at then list[at - 1] = other end
  end
  return list
end
for round = 1, 30 do
  local list = fill({}, 40, round + 5, round % 3 == 0 and "text" or round % 3 == 1 and round or nil)
  if round % 10 < 3 then print(#list > 0, list[round + 3], list[round + 4], list[40]) end
end
local long = fill({}, 20000, 15000, true)
print(long[14998], long[14999], long[15000], long[20000], #long)
local count, sum = 0, 0
for k, v in pairs(long) do count = count + k if v ~= true then sum = sum + v end end
print(count, sum)

-- metamethods are asked where there is no item
local asked = 0
local m = setmetatable({ 1, 2, 3, 4 }, {
  __index = function(_, k) asked = asked + 1 return k * 10 end,
  __newindex = function(t, k, v) asked = asked + 1000 rawset(t, k, v) end,
})
m[2] = nil
local total = 0
for round = 1, 50 do
  for i = 1, 6 do total = total + m[i] end
  m[1] = round
end
m[2] = 7
m[5] = 0.5
print(total, asked, m[2], m[5], #m)

-- upvalues, and variables that closures share
local shared = {}
for i = 1, 20 do shared[i] = i / 2 end
local function up(i) return shared[i] + (shared[i + 1] or 0) end
local fs = {}
for i = 1, 20 do
  local x = shared[i]
  fs[i] = function() x = x + 1 return x end
  shared[i] = x
  if i > 18 then print(fs[i](), fs[i](), up(i)) end
end

-- constructors, removing and inserting
local c = { 1, 2.5, -3, nil, 5 }
print(c[1], c[2], c[3], c[4], c[5])
c = { 1, 2, "three", 4 }
print(c[3], #c)
c = { x = 1, 10, 20, (function() return 30, 40, "fifty" end)() }
print(#c, c[4], c[5])
local q = {}
for i = 1, 100 do table.insert(q, 1, i) end
for i = 1, 30 do table.remove(q, 1) q[#q + 1] = i * 1.5 end
table.sort(q)
print(#q, q[1], q[2], q[50], q[100], select("#", table.unpack(q)))
q[#q + 1] = "end"
print(#q, q[100], q[101], next(q))
for i = 1, 101 do q[i] = nil end
print(#q, next(q))
for i = 1, 5 do q[i] = i end
print(#q, q[5], table.concat(q, ","))
