-- Every function at zero, at one half, beyond its range, at infinity, and with texts.
local function number(x)
  return x ~= x and "nan" or type(x) == "number" and string.format("%.11g", x) or tostring(x)
end
local function row(...)
  local all = table.pack(...)
  for i = 1, all.n do all[i] = number(all[i]) end
  print(table.concat(all, " "))
end
for _, name in ipairs { "abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "deg", "exp", "floor", "log", "log10",
  "rad", "sin", "sinh", "sqrt", "tan", "tanh", "modf", "frexp" } do
  local f = math[name]
  for _, v in ipairs { 0, -0.0, 1, -1, 0.5, -2.5, 100, 1e10, math.huge, -math.huge, "2" } do
    if not (name == "frexp" and (v == math.huge or v == -math.huge)) then -- C leaves the exponent open
      row(name, v, pcall(f, v))
    end
  end
  print(name, pcall(function() math[name]() end)) print(name, pcall(function() math[name]("x") end))
end
for _, a in ipairs { 0, 1, -1, 5.5, -5.5, 1e308, math.huge, -math.huge } do
  for _, b in ipairs { 0, 1, -3, 2.5, math.huge, -math.huge } do
    row(a, b, a % b, math.fmod(a, b), a ^ b, a / b, math.atan2(a, b), math.max(a, b), math.min(a, b), a < b, a <= b)
  end
end
row(math.ldexp(0.5, 3), math.ldexp(1, -1080), math.ldexp(1, 2000), math.ldexp(1, 1.9), math.pow(2, 10))
row(math.log(8, 2), math.log(100, 10), math.log(27, 3), math.log(0), math.log(8, 0), math.max("10", 9))
for _, call in ipairs { "log(1, 'x')", "max()", "min()", "max(1, 'x')", "fmod(1)", "ldexp(1)", "pow(2)", "random(0)",
  "random(2, 1)", "random(1, 2, 3)", "random({})" } do
  print(call, pcall(load("math." .. call, "=c")))
end
local huge = math.huge
for _, loop in ipairs { { 1, 3 }, { 3, 1, -1 }, { 1, 2, 0.5 }, { 0, 1, 0.1 }, { 1, 0 }, { 10, 1, -3 }, { 1, 3, 1.5 },
  { "1", "3", "1" }, { 1.5, 4 }, { 2^53, 2^53 + 3 }, { 1, -huge, -1e308 }, { -1, 1, 0.25 }, { 1, 0/0 }, { 1, huge } } do
  local seen = {}
  local ok, message = pcall(function()
    for i = loop[1], loop[2], loop[3] or 1 do
      seen[#seen + 1] = number(i)
      if #seen > 12 then break end
    end
  end)
  print(ok, message, table.concat(seen, " "))
end
