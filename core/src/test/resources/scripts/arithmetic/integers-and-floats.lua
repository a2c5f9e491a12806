-- Every arithmetic operator on whole numbers and fractions, from registers and from constants.
local pairs_of = {
  {7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {7.5, 2}, {-7.5, 2}, {0, 5}, {1, 4}, {2, 0.5}, {10, 10},
  {0.1, 0.2}, {1e15, 1}, {123456789, 987654321},
}
for _, p in ipairs(pairs_of) do
  local a, b = p[1], p[2]
  print(a, b, a + b, a - b, a * b, a / b, a % b, a ^ b, -a)
end
local x = 6
print(x + 2, x - 2, x * 2, x / 2, x % 4, x ^ 2)
print(2 + x, 2 - x, 2 * x, 2 / x, 4 % x, 2 ^ x)
print(x + x, x - x, x * x, x / x, x % x, x ^ x)
print(1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 2 ^ 3 ^ 2, -2 ^ 2, (-2) ^ 2, 2 ^ -1)
print(not nil == true, 1 .. 2 == "12", 1 + 1 == 2 and "yes" or "no")
