-- Whole numbers that leave the range of a 32-bit integer stay exact up to 2^53.
local max, min = 2147483647, -2147483648
print(max + 1, min - 1, -min, max * 2, min * 2, max * max)
print(max + max, min + min, max - min, min - max)
local n = max
n = n + 1
print(n, n == 2 ^ 31, n - 1 == max)
local m = min
m = m - 1
print(m, m == -2 ^ 31 - 1, m + 1 == min)
print(65536 * 65536, 65536 * 32768, -65536 * 32768, 46341 * 46341, 46340 * 46340)
print(4294967295, 4294967296, 4294967295 + 1, 4294967296 - 1, -4294967296)
print(0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0xffffffffff)
print(2 ^ 31, 2 ^ 32, 2 ^ 52, 2 ^ 53, 2 ^ 53 + 1 == 2 ^ 53, 2 ^ 53 - 1 == 2 ^ 53)
print(string.format("%d %d %d", 2 ^ 31, -2 ^ 31, 2 ^ 53))
print(max % 10, min % 10, max % -10, min % -10, min % -1, max % min)
print(min / -1, max / -1, min * -1, -(-2147483648))
local sum = 0
for i = 1, 40 do sum = sum * 2 + 1 end
print(string.format("%.0f", sum), sum)
for _, k in ipairs {max, max + 1, min, min - 1, 2 ^ 40, 0} do
  print(k, k + 1 > k, k - 1 < k, k == k + 0.0, k * 1 == k)
end
