-- Directives of string.format: the directive, the argument (a number as %a, or a string after "="),
-- and the result, or a complaint after "!". Backslash and non-printing bytes are \ddd.
-- Regenerate with: lua5.2 format-directive.lua > format-directive.txt
math.randomseed(2)

local function escape(s)
  return (s:gsub("[%c\\\128-\255]", function(c) return ("\\%03d"):format(c:byte()) end))
end

local function any(list)
  return list[math.random(#list)]
end

local function show(directive, argument)
  local ok, result = pcall(string.format, directive, argument)
  if not ok then
    result = "!" .. (result:match("^bad argument #2 to '.-' %((.*)%)$") or result)
  end
  if directive:find("#.*[gG]$") and result:find("%.[eE]") and not directive:find("%.[01]?[gG]") then
    return -- rounding up to a power of ten, glibc loses the zeros that "#" asks for
  end
  local shown = type(argument) == "number" and ("%a"):format(argument) or "=" .. escape(argument)
  print(directive .. "\t" .. shown .. "\t" .. escape(result))
end

local function directive(conversion)
  local flags = {}
  for i = 1, any {0, 0, 1, 1, 2, 3} do
    flags[i] = any {"-", "+", " ", "#", "0"}
  end
  local width = any {"", "", "1", "7", "12", "30", "99"}
  local precision = any {"", "", "", ".", ".0", ".1", ".2", ".3", ".5", ".13", ".14", ".17", ".25"}
  return "%" .. table.concat(flags) .. width .. precision .. conversion
end

local numbers = {0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, 9.5, 99.5, 0.05, 0.125, 0.375, 1/3, 123456789,
  1234567.891, 1e15, 1e16, 2^31, 2^53, 2^63, -2^63, 2^64, 1e100, 1.7976931348623157e308, 5e-324, 3e-310,
  2.2250738585072014e-308, 1e-5, 0.00012345, 999999.5, 9999995, 1/0, -1/0, 255, 65.9, -0.5, 8, 0.1,
  1 - 2^-53, 2 - 2^-52, 1.96875, 1.03125}

local function number()
  local kind = math.random(4)
  if kind == 1 then
    return math.random(-1000, 1000) / 2^math.random(0, 8)
  elseif kind == 2 then
    return (math.random() - 0.5) * 10^math.random(-10, 20)
  elseif kind == 3 then
    return math.ldexp(math.random(), math.random(-1060, 1020))
  end
  return any(numbers)
end

for conversion in ("diuoxXc"):gmatch(".") do
  for i = 1, 250 do
    show(directive(conversion), any {number(), math.floor(number()), math.random(0, 70000)})
  end
end
for conversion in ("eEfgGaA"):gmatch(".") do
  for _, x in ipairs(numbers) do
    show("%" .. conversion, x)
    show("%#." .. math.random(0, 4) .. conversion, x)
    show("%." .. math.random(0, 30) .. conversion, x)
  end
  for i = 1, 350 do
    show(directive(conversion), number())
  end
end
show("%.99f", 1.7976931348623157e308)
show("%99.99f", -1e308)
show("%.99e", 5e-324)
show("%.99g", 5e-324)
show("%#.99g", 0.1)
show("%.99a", 0.1)

local strings = {"", "a", "hello", "a\0b", ("x"):rep(99), ("x"):rep(100), ("y"):rep(60) .. "\0" .. ("z"):rep(60)}
for i = 1, 150 do
  show(directive("s"), any(strings))
end
for i = 1, 150 do
  local bytes = {}
  for j = 1, math.random(0, 12) do
    bytes[j] = any {"a", "0", "9", "\0", "\1", "\n", "\r", "\t", "\"", "\\", "\27", "\127", "\128", "\255", " "}
  end
  show("%q", table.concat(bytes))
end
for _, malformed in ipairs {"%", "%-", "%-+ #0d", "%-+ #00d", "%------d", "%123d", "%.123d", "%1.", "%12.34",
    "%y", "%F", "%p", "%n", "%ld", "%5%", "%-5.-3d", "%5.3.2d", "%D", "%'d", "%0", "%*d", "%.*f"} do
  show(malformed, 1)
end
