-- The power operator: right associative, binds tighter than minus on its left.
print(2 ^ 10, 2 ^ 0, 0 ^ 0, 0 ^ 1, 0 ^ -1, 2 ^ -2, (-2) ^ 3, (-2) ^ 2, -2 ^ 2, 2 ^ 0.5)
print(2 ^ 3 ^ 2, (2 ^ 3) ^ 2, 2 ^ -3 ^ 2, -2 ^ -2, 4 ^ 0.5, 8 ^ (1 / 3), 27 ^ (1 / 3))
print(10 ^ 2, 10 ^ 15, 10 ^ 16, 10 ^ 100, 10 ^ -5, 10 ^ -4, 1.5 ^ 2, 1e10 ^ 2, 3 ^ 40)
print("2" ^ 3, 2 ^ "3", "2" ^ "-1")
local function power(b, n)
  local r = 1
  for _ = 1, n do r = r * b end
  return r
end
for b = -3, 5 do
  local line = {}
  for n = 0, 12, 3 do line[#line + 1] = tostring(b ^ n == power(b, n)) end
  print(b, table.concat(line, " "))
end
for n = 0, 60, 4 do print(n, 2 ^ n, 2 ^ n == math.ldexp(1, n), 2 ^ -n) end
