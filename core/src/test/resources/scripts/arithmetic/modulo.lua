-- a % b is a - floor(a / b) * b: the sign of the divisor.
for _, a in ipairs {-7, -6, -1, 0, 1, 6, 7, 5.5, -5.5} do
  local line = {}
  for _, b in ipairs {3, -3, 2.5, -2.5, 1, -1} do line[#line + 1] = a % b end
  print(a, table.concat(line, " "))
end
print(2 ^ 53 % 3, -2 ^ 53 % 3, 2 ^ 53 % -3, (2 ^ 53 - 1) % 2 ^ 32, 1e15 % 7)
print(5.3 % 2 < 1.31, 5.3 % 2 > 1.29, -1e-3 % 1 < 1, 0.3 % 0.1 < 0.1)
print(2147483647 % 2, 2147483648 % 2147483647, -2147483648 % 2147483647, -2147483648 % -1)
local n, m = -1, 5
print(n % m, n % 5, -1 % m, -1 % 5, n % -m, 10 % 3.5, -10 % 3.5)
print("10" % 4, 10 % "4", "-10" % "4")
print(math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-6, 3) == 0, math.fmod(5.5, 2))
