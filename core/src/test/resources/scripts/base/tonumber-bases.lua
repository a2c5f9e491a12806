-- Texts of all kinds as numbers, with and without a base; numbers of all kinds as texts.
local texts = { "10", "0x10", "  10  ", "10a", "1e1", "1e", "", " ", "0x", "-10", "- 10", "+10", "--1", "inf", "nan",
  "0x1p4", "0x.p1", ".", "1.", ".1", "1..", "1e+", "0xA.8", "1 2", "1\0", "1\n", "\v1\f", "1e5000", "-0", "0x-1", "-0x1",
  "1f", "1L", "infinity", "1E2", "00001", "1e-400", ("1"):rep(100), "0x" .. ("f"):rep(50), "1e+5", "0e0", "z", "Zz", "-z",
  "7f", "-7F", "ff ", " ff", "f f", "1.5", "8" }
for _, text in ipairs(texts) do
  local row = { ("%q"):format(text), tostring(tonumber(text)) }
  for _, base in ipairs { 2, 8, 10, 16, 36 } do row[#row + 1] = tostring(tonumber(text, base)) end
  print(table.concat(row, " "))
end
print(pcall(function() tonumber("1", 1) end)) print(pcall(function() tonumber("1", 37) end))
print(pcall(function() tonumber("1", "x") end)) print(pcall(function() tonumber(nil, 10) end))
print(pcall(function() tonumber() end)) print(tonumber({})) print(tonumber("1", 10.9)) print(tonumber("10", nil))
for _, v in ipairs { 0, -0.0, 0.1, 1/3, 1e14, 1e15, 1e16, 123456789012345, 1e100, 2^53, 2^63, -2^63, 1e-10, 5e-324,
  1.7976931348623157e308, math.huge, -1.5, 12345.678, 99999999999999, 999999999999999, 1e14 + 0.5 } do
  print(v, v .. "", -v, 1 / v)
end
for _, numeral in ipairs { "1.", ".1", "0xA.8p1", "0x.1p4", "0X1P-2", "1E+2", "0x7fffffffffffffff", "1e309", "1e-320",
  "123456789012345678901234567890", "00012", "0x0.0001", "0xfp1", "9007199254740993", "5e-324", "0x1p-1074" } do
  print(numeral, load("return " .. numeral)(), load("return -" .. numeral)(), tonumber(numeral))
end
