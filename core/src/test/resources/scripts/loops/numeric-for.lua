-- Numeric for: bounds, steps, iterations counted, the loop variable a fresh local each time.
local function run(first, last, step)
  local r = {}
  for i = first, last, step do
    r[#r + 1] = i
    if #r == 12 then break end
  end
  print(first, last, step, #r, table.concat(r, " "))
end
run(1, 5, 1) run(5, 1, -1) run(1, 0, 1) run(0, 1, -1) run(1, 1, 1) run(3, 3, -5)
run(1, 2, 0.25) run(0, 1, 0.3) run(1, 0, -0.25) run(-2, 2, 1.5) run(0.5, 3, 1) run(1, 3.9, 1)
run(2147483645, 2147483649, 1) run(-2147483647, -2147483650, -1) run(2147483647, 2147483647, 1)
run(2 ^ 52, 2 ^ 52 + 4, 2) run(4294967295, 4294967297, 1) run(1, math.huge, 1e300)
run(math.huge, 1, -1) run(1, -math.huge, -1e308) run(-math.huge, -math.huge, 1)
run("1", "3", "1")
for i = 1, 3 do
  local before = i
  i = i * 10
  print(before, i)
end
for i = 1, 3 do local i = i + 100 print(i) end
local limit, step = 3, 1
for i = 1, limit, step do limit, step = 10, 5 print(i, limit, step) end
for i = 3, 1 do print("never", i) end
for i = 1, 0.99 do print("never", i) end
for i = -1, -3, -1 do for j = i, i + 1 do print(i, j) end end
local sum = 0
for i = 1, 1000 do sum = sum + i end
for i = 10, 1, -3 do sum = sum + i end
print(sum)
local i = "outer"
for i = 1, 2 do end
print(i)
