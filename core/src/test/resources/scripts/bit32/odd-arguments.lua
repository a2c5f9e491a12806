-- Numbers out of range and with fractions, counts out of range, fields that do not fit.
local numbers = { 0, 1, -1, 2^31, 2^32 - 1, 2^32 + 1, 2^53, 1.5, 2.5, -1.5, 0.5, 1e15, "10", "0xff" }
for _, a in ipairs(numbers) do
  print(a, bit32.bnot(a), bit32.band(a), bit32.bxor(a), bit32.btest(a))
  for _, b in ipairs { -1, 3, 1.5, 2^32 } do
    print(a, b, bit32.band(a, b), bit32.bor(a, b), bit32.bxor(a, b), bit32.btest(a, b))
  end
end
for _, v in ipairs { 1, 0x80000000, 0x12345678, -1 } do
  for _, n in ipairs { 0, 1, 31, 32, 33, -1, -31, -32, 1.5, 2^31 - 1, "3" } do
    print(v, n, bit32.lshift(v, n), bit32.rshift(v, n), bit32.arshift(v, n), bit32.lrotate(v, n), bit32.rrotate(v, n))
  end
  for _, field in ipairs { -1, 0, 5, 31, 32, 1.7 } do
    for _, width in ipairs { -1, 0, 1, 27, 32, 33 } do
      print(v, field, width, pcall(bit32.extract, v, field, width))
      print(pcall(bit32.replace, v, 0xa5a5a5a5, field, width))
    end
    print(pcall(bit32.extract, v, field))
  end
end
for _, name in ipairs { "arshift", "band", "bnot", "bor", "btest", "bxor", "extract", "lrotate", "lshift", "replace" } do
  local f = bit32[name]
  print(name, pcall(f), pcall(f, "x"), pcall(f, 1, {}))
  print(name, pcall(f, 1, nil), pcall(f, 1, 2, "x"), pcall(f, 1, 2, 3, 4, 5))
end
