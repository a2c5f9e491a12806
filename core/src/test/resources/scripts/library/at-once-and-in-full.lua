-- Library functions that are done at once, and then with what is longer, wrong or asks somebody:
-- each in a function of its own, which may have been compiled while they were done at once.
local long = ("abcdefghij"):rep(4000)

local function p(...) return table.pack(...) end

local function show(results)
  for i = 1, results.n do
    local text = tostring(results[i])
    results[i] = #text > 120 and #text .. " bytes, " .. text:sub(-3) or text
  end
  print("", table.concat(results, " ", 1, results.n))
end

local function both(source, ...)
  print(source)
  for _, args in ipairs({...}) do
    local f = load(source, "=f")
    for round = 1, 30 do pcall(f, table.unpack(..., 1, (...).n)) end
    for round = 1, 3 do pcall(f, table.unpack(args, 1, args.n)) end
    show(p(pcall(f, table.unpack(args, 1, args.n))))
  end
end

both("return string.byte(...)",
  p("hello"), p("hello", 2), p("hello", -1), p("hello", 9), p("hello", 2, 4), p("hello", 0, 99),
  p(long, 1, 16), p(long, 1, 17), p(long, -40, -20), p(12.5, 2, "3"), p("x", {}), p(nil), p("hello", 4, 2))
both("local s, i, j = ... local a, b = string.byte(s, i, j) return b, a",
  p("hello", 1, 3), p("hello", 3), p("hello", "2", 3.7), p(false, 1, 1), p("hello", 1, "z"))
both("local s, i, j = ... local result = string.sub(s, i, j) return result",
  p("hello", 2, 3), p("hello", 2), p("hello", -3, -2), p("hello", 4, 2), p(long, 3), p(long, 2, 31000),
  p(long, 2, 39999), p(long, 100, 150), p(long, 1, #long), p(77, 1, 1), p("hello"), p("hello", "a", 1))
both("return string.char(...)",
  p(65, 66, 67), p(), p(0), p(255, 0), p(256), p(65, 66, -1), p(65, "66", 67.2), p(65, {}, 300),
  p(long:byte(1, 16)), p(long:byte(1, 17)), p(long:byte(1, 600)), p(65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 300))
both("local s = ... local result = string.upper(s) return result", p("hello"), p(""), p(long), p(12), p())
both("local s = ... local result = string.reverse(s) return result", p("hello"), p(long), p({} and nil))
both("local s = ... local result = string.len(s) return result", p("hello"), p(long), p(12), p())

local named = setmetatable({}, {__tostring = function() return "named" end})
local wrong = setmetatable({}, {__tostring = function() error("no name", 0) end})
both("local v = ... local result = tostring(v) return result",
  p(1), p(0.5), p("text"), p(nil), p(true), p(named), p(wrong), p(1e300))
both("return tostring(...)", p(1), p())
both("return tonumber(...)",
  p("12"), p("0x10"), p("1e1"), p("no"), p(("0"):rep(50) .. "7"), p(("x"):rep(50)), p("ff", 16),
  p(("0"):rep(50) .. "7", 8), p("9", 8), p(5), p("5", 99), p(), p({}), p({}, 3))
both("return assert(...)", p(1, 2, 3), p(false), p(nil, "said"), p(true), p(false, {}))
both("local t, k = ... local result = rawget(t, k) return result",
  p({5}, 1), p({a = 1}, "a"), p({[long] = 2}, long), p({}, long), p({}, nil), p(1, 1))
both("local t, k, v = ... local result = next(rawset(t, k, v)) return result",
  p({5}, 1, 6), p({}, "a", 7), p({}, nil, 1), p({}, 0 / 0, 1), p(1, 1, 1))
both("local a, b = ... math.randomseed(7) local drawn = math.random(a, b) return type(drawn)",
  p(2, 5), p(0, 1), p(5, 2), p("3", 4), p(1, {}))
both("local high = ... math.randomseed(7) local drawn = math.random(high) return type(drawn)",
  p(6), p(0), p("3"), p({}))

-- a call that fails has drawn a number, and one only
local draw = load("local high = ... local drawn = math.random(high) return drawn", "=f")
for i = 1, 30 do draw(6) end
math.randomseed(7)
for i = 1, 3 do pcall(draw, 0) end
local after = math.random(1000)
math.randomseed(7)
for i = 1, 3 do math.random() end
print(after == math.random(1000))

local function plain() return {1, 2, 3} end
local function object() return setmetatable({1, 2, 3}, {__index = {}}) end
local function measured() return setmetatable({1, 2, 3}, {__len = function() return 3 end}) end
both("local make, value = ... local list = make() table.insert(list, value) return #list, list[4]",
  p(plain, 4), p(object, 4), p(measured, 4), p(plain, nil), p(function() end, 1))
both("local make, at = ... local list = make() table.insert(list, at, 7) return #list, list[2]",
  p(plain, 4), p(object, 1), p(measured, 2), p(plain, 9))
both("local make = ... local list = make() local last = table.remove(list) return #list, last",
  p(plain), p(object), p(measured), p(function() return {} end), p(function() end))
both("local make, at = ... local list = make() return table.remove(list, at), #list",
  p(plain, 3), p(object, 1), p(measured, 2), p(plain, 9))

local total = 0
for i = 1, 3000 do -- memory is charged, and counted now and then, wherever it is
  local part = long:sub(i, i + 20)
  total = total + #part + part:byte(3) + #string.char(part:byte(1, 5)) + #tostring(i) + tonumber("1" .. i)
end
print(total)
