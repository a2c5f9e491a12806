-- bit32-basics.out was written by Lua 5.2.4: lua5.2 bit32-basics.lua > bit32-basics.out
local function show(f, ...) print(pcall(f, ...)) end
local numbers = {0, 1, 5, 31, 32, 255, 2^31 - 1, 2^31, 2^32 - 1, 2^32, 2^32 + 7, -1, -2, -2^31, -2^32 - 3, 0.4, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.75, 1e10 + 0.5, 2^40 + 5, 2^51 + 3, 2^52 + 1, 2^53 - 1, 2^60 + 2^20, -2^60 - 2^20, 1e300, 1/0, -1/0, 0/0, "12", "0x10"}
for i = 1, #numbers do
  local x = numbers[i]
  print(x, bit32.band(x), bit32.bor(x), bit32.bxor(x), bit32.bnot(x), bit32.btest(x))
  for j = 1, #numbers do
    local y = numbers[j]
    print(x, y, bit32.band(x, y), bit32.bor(x, y), bit32.bxor(x, y), bit32.btest(x, y), bit32.lshift(x, y), bit32.rshift(x, y), bit32.arshift(x, y), bit32.lrotate(x, y), bit32.rrotate(x, y))
  end
  for shift = -33, 33, 3 do
    print(x, shift, bit32.lshift(x, shift), bit32.rshift(x, shift), bit32.arshift(x, shift), bit32.lrotate(x, shift), bit32.rrotate(x, shift))
  end
end
print(bit32.band(), bit32.bor(), bit32.bxor(), bit32.btest())
print(bit32.band(7, 14, 28), bit32.bor(1, 2, 4), bit32.bxor(1, 3, 7), bit32.btest(1, 3, 2))
print(bit32.extract(0xabcd1234, 0), bit32.extract(0xabcd1234, 4, 8), bit32.extract(0xabcd1234, 0, 32), bit32.extract(0xabcd1234, 31), bit32.extract(-1, 16, 16), bit32.extract(-1, 1.9, 2.9))
print(bit32.replace(0xabcd1234, 5, 4, 4), bit32.replace(0, -1, 8, 8), bit32.replace(-1, 0, 31), bit32.replace(0, -1, 0, 32), bit32.replace(0, 1, 31), bit32.replace(0, 6, 31))
local names = {"arshift", "band", "bnot", "bor", "btest", "bxor", "extract", "lrotate", "lshift", "replace", "rrotate", "rshift"}
for i = 1, #names do
  local f = bit32[names[i]]
  show(f) show(f, 1) show(f, {}) show(f, {}, {}) show(f, 1, {}) show(f, "x", 1) show(f, 1, 2, {}) show(f, nil, 1)
  show(f, 1, -1) show(f, 1, 0, 0) show(f, 1, 30, 4) show(f, 1, 1, -1) show(f, 1, 1, 0, 0) show(f, 1, 1, 31, 2) show(f, 1, 32)
end
