-- What tonumber makes of a text, in a base if there is one: text, base, result as %a or "nil".
-- Backslash and non-printing bytes are \ddd.
-- Regenerate with: lua5.2 number-parse.lua > number-parse.txt
math.randomseed(3)

local function escape(s)
  return (s:gsub("[%c\\\128-\255]", function(c) return ("\\%03d"):format(c:byte()) end))
end

local function any(list)
  return list[math.random(#list)]
end

local function show(text, base)
  local x
  if base then x = tonumber(text, base) else x = tonumber(text) end
  print(escape(text) .. "\t" .. (base or "") .. "\t" .. (x and ("%a"):format(x) or "nil"))
end

for _, text in ipairs {"", " ", "0", "-0", "+0", "1", "  12  ", "\t\n\v\f\r7 ", "1 2", "- 1", "--1", "+-1", "1.",
    ".5", ".", "-.", "1.5.2", "1e", "1e+", "1e5", "1E-5", "1e+5", "1e5.5", "e5", ".e5", "1e400", "-1e400",
    "1e-400", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999", "inf", "-inf",
    "nan", "Infinity", "NaN", "0x", "0xg", "0x.", "0x.p1", "0x.8", "0x8.", "0x1p", "0x1p4", "0x1P-4", "0x1p+",
    "0xA", "0Xa.8p1", "-0x10", "0x-1", "0x 1", "x1", "0x1e5", "0xep1", "0x1p-1074", "0x1p-1075",
    "0x1.8p-1074", "0x1p-1080", "0x1p1023", "0x1p1024", "0x1.fffffffffffffp1023", "0x1.fffffffffffff8p1023",
    "0x1.00000000000008p0", "0x1.000000000000080000000000000000001p0", "0x1.00000000000018p0",
    "0x3.fffffffffffffcp-1024", "0x0.0000000000000000000000001p100", "0x10000000000000000000000p-80",
    "0xfffffffffffffbff", "0xfffffffffffffc00", "0x1p99999999999999999999", "0x0p99999999999999999999",
    "0xffffffffffffffffffffffffffffffff", "1f", "1d", "1L", "1_000", "0b1", "0o7", "1\0", "\0001", "1,5",
    "9007199254740993", "9007199254740992.999", "9007199254740993.0000000000000000000000001",
    "123456789012345678", "1234567890123456789", "12345678901234567890", "0.1e1", "100e-2", "1e22", "1e23",
    "2.2250738585072011e-308", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623159e308",
    "1.7976931348623158e308", "179769313486231580793e289", "8.5e22", "123e22"} do
  show(text)
end
show(("0"):rep(1000) .. "1")
show("0." .. ("0"):rep(1000) .. "1e1001")
show("1" .. ("0"):rep(1000) .. "e-1000")
show(("9"):rep(300))
show(("9"):rep(310))
-- Halfway between two doubles, and a digit far behind that decides.
show("1.00000000000000011102230246251565404236316680908203125")
show("1.00000000000000011102230246251565404236316680908203125" .. ("0"):rep(900) .. "1")
show("1.00000000000000011102230246251565404236316680908203125" .. ("0"):rep(900))
show("0x1.00000000000008" .. ("0"):rep(900) .. "1")

for i = 1, 1500 do
  local x = math.ldexp(math.random(), math.random(-1080, 1030))
  show((any {"%.17g", "%.14g", "%.25g", "%.3g", "%a", "%.40e"}):format(x))
  show((any {"%.2f", "%d", "%.10f", "%x", "%.20f"}):format(math.random(0, 1e9)))
  show((any {"%d.%d", "%d.%de%d", "%de-%d", "0x%x.%xp%d"}):format(
    math.random(0, 2^31 - 1), math.random(0, 300), math.random(0, 300)))
end
for i = 1, 1500 do
  local parts = {}
  for j = 1, math.random(1, 6) do
    parts[j] = any {"0", "1", "9", "a", "F", "x", "X", "e", "E", "p", ".", "-", "+", " ", "0x", "n", "7"}
  end
  show(table.concat(parts))
end
for i = 1, 1000 do
  local parts = {any {"", "", " ", "\t"}, any {"", "", "-", "+"}}
  for j = 3, math.random(3, 8) do
    parts[j] = any {"0", "1", "2", "7", "8", "a", "f", "F", "g", "z", "Z"}
  end
  parts[#parts + 1] = any {"", "", "", " ", ".", "-"}
  show(table.concat(parts), any {2, 3, 8, 10, 16, 16, 35, 36})
end
for _, text in ipairs {"", " ", "-", "0x10", "1 1", "1\0", "  -7fff\v", ("f"):rep(20), ("z"):rep(250), "1e1", "1."} do
  show(text, 16)
  show(text, 36)
end
