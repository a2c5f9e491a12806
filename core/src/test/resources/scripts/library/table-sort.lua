-- table-sort.out was written by Lua 5.2.4: lua5.2 table-sort.lua > table-sort.out
local function show(f, ...) print(pcall(f, ...)) end
local function sorted(t, less) table.sort(t, less) return table.concat(t, " ") end

print(sorted{}, sorted{1}, sorted{2, 1}, sorted{3, 1, 2}, sorted{3, 1, 2, 5, 4, 0, -1, 1/0, -1/0, 2.5})
print(sorted{"b", "a", "", "abc", "ab", "B", "\200", "\0", "a\0b"} == "\0  B a a\0b ab abc b \200", sorted{"10", "9", "1"})
print(sorted({1, 2, 3, 4, 5}, function(a, b) return a > b end))

-- items that compare equal end up where the reference puts them
local seed = 42
local function random(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed % n + 1 end
for k = 1, 4 do
  local n = ({10, 50, 300, 1200})[k]
  local t = {}
  for i = 1, n do t[i] = {key = random(10), id = i} end
  local calls = 0
  table.sort(t, function(a, b) calls = calls + 1 return a.key < b.key end)
  local ids = {}
  for i = 1, n do ids[i] = t[i].id end
  print(n, calls, table.concat(ids, " "))
end

-- shapes
local function shape(n, f)
  local t = {}
  for i = 1, n do t[i] = f(i, n) end
  local calls = 0
  local u = {table.unpack(t)}
  table.sort(t, function(a, b) calls = calls + 1 return a < b end)
  table.sort(u)
  for i = 1, n do if t[i] ~= u[i] or i > 1 and t[i] < t[i - 1] then print("wrong", i) end end
  print(n, calls)
end
for n = 1, 20 do shape(n, function(i) return (i * 7) % 5 end) end
shape(1000, function(i) return i end) shape(1000, function(i, n) return n - i end) shape(1000, function() return 1 end)
shape(1000, function(i) return i % 2 end) shape(1000, function() return random(1000000) end)
local big, strings = {}, {}
for i = 1, 5000 do big[i] = random(100000) / 4 strings[i] = "s" .. random(100000) end
table.sort(big) table.sort(strings)
for i = 2, 5000 do if big[i] < big[i - 1] or strings[i] < strings[i - 1] then print("wrong", i) end end
print(#big, big[1], big[2500], big[5000], #strings, strings[1], strings[2500], strings[5000])

-- errors
show(table.sort, {1, 2, "x"}) show(table.sort, {1, "x"}) show(table.sort, {{}, {}}) show(table.sort, {1, 2}, 3) show(table.sort, {1, 2}, {})
show(table.sort, {1, 2, true, 4}) show(table.sort, {print, print, print}) show(table.sort) show(table.sort, "x") show(table.sort, {1}, "x")
show(table.sort, {3, 2, 1, 4}, function() return true end) show(table.sort, {1, 2, 3}, function() return true end)
show(table.sort, {1, 2, 3, 4, 5, 6}, function() return true end) show(table.sort, {1, 2, 3, 4, 5, 6}, function() return false end)
show(table.sort, {1, 2, 3}, function(a, b) return a.x < b.x end) show(table.sort, {1, 2, 3}, nil)
show(table.sort, setmetatable({1, 2}, {__len = function() return 3 end}))
show(table.sort, {1, 2, 3, 4, 5, 6, 7, 0/0, 3}, function(a, b) return a ~= b end)
do
  local t = {}
  for i = 1, 2000 do t[i] = i end
  t[1500] = "x"
  show(table.sort, t)
end

-- __lt
local meta = {}
meta.__lt = function(a, b) return a.v < b.v end
local function boxed(v) return setmetatable({v = v}, meta) end
local t = {boxed(3), boxed(1), boxed(2), boxed(0), boxed(9), boxed(5)}
table.sort(t)
for i = 1, 6 do print(t[i].v) end
show(table.sort, {boxed(1), boxed(2), 3})

-- comparators that misbehave; what is left in the table is not promised, but nothing is lost outside it
t = {5, 3, 8, 1}
show(table.sort, t, function(a, b) t.extra = (t.extra or 0) + 1 return a < b end)
print(table.concat(t, " "), t.extra)
t = {5, 3, 8, 1, 9, 4}
show(table.sort, t, function(a, b) t[#t] = nil return (a or 0) < (b or 0) end)
