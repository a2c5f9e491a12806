-- math-basics.out was written by Lua 5.2.4: lua5.2 math-basics.lua > math-basics.out
local huge = math.huge
local minusZero = -1 / huge
local function plain(...) -- the sign of what is not a number is nothing to rely on
  local t = table.pack(...)
  for i = 1, t.n do if t[i] ~= t[i] then t[i] = "not a number" end end
  return table.unpack(t, 1, t.n)
end
local rawPrint = print
local function print(...) rawPrint(plain(...)) end
local function show(f, ...) print(pcall(f, ...)) end
print(math.pi, huge, -huge)
local numbers = {0, minusZero, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 3.7, -3.7, 10, 100, 1e15, 2^31, -2^31, 2^53, 1e300, -1e300, 5e-324, 2.2250738585072014e-308, huge, -huge, 0/0}
local unary = {"abs", "ceil", "floor", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "log10", "deg", "rad", "modf", "frexp"}
for i = 1, #unary do
  for j = 1, #numbers do
    local x = numbers[j]
    local skip = (x > 1e6 or x < -1e6) and (unary[i] == "sin" or unary[i] == "cos" or unary[i] == "tan")
    if not skip then print(unary[i], x, math[unary[i]](x)) end
  end
  show(math[unary[i]]) show(math[unary[i]], "1") show(math[unary[i]], "x") show(math[unary[i]], {}) show(math[unary[i]], nil)
end
local pairs2 = {0, minusZero, 1, -1, 2, -2, 3, 0.5, -5, 5.5, -5.5, 7, 1e300, huge, -huge, 0/0}
for i = 1, #pairs2 do
  for j = 1, #pairs2 do
    local x, y = pairs2[i], pairs2[j]
    print(x, y, math.fmod(x, y), math.pow(x, y), math.atan2(x, y), math.max(x, y), math.min(x, y))
  end
end
for i = -3, 3 do print(i, math.ldexp(0.75, i), math.ldexp(5, i * 300), math.ldexp(1, i * 1000)) end
print(math.ldexp(0.5, -1073), math.ldexp(1, 2^31), math.ldexp(1, 1.9), math.ldexp(0, 5), math.ldexp(huge, -5), math.ldexp("3", "2"))
print(math.log(8, 2), math.log(1000, 10), math.log(27, 3), math.log(0, 2), math.log(-1, 10), math.log(8, nil), math.log(8, "2"), math.log(2, 1), math.log(1, 2), math.log(0.5, 2), math.log(6, 2))
print(math.log(1000, 10) == 3, math.log10(1e15) == 15)
show(math.log) show(math.log, 8, {}) show(math.fmod, 1) show(math.pow, 2) show(math.atan2, 1) show(math.ldexp, 1) show(math.ldexp, 1, "x")
print(math.max(1), math.max(1, 2, 3), math.max(3, 2, 1), math.max(1, "10"), math.min(1, "-10", 3), math.min("5"), math.max(1, 0/0, 2), math.max(0/0, 1))
show(math.max) show(math.min) show(math.max, "x") show(math.min, 1, "x") show(math.min, 1, 2, {}) show(math.max, 1, nil) show(math.max, 1, 2, nil)
show(math.random, 0) show(math.random, 2, 1) show(math.random, 1, 2, 3) show(math.random, 0.5) show(math.random, {}) show(math.random, 1, "x") show(math.random, -5)
show(math.randomseed) show(math.randomseed, "x")
print(math.random(1), math.random(5, 5), math.random("1"), math.random(-3, -3))
math.randomseed(42)
local seen, low, high = {}, 1, 0
for i = 1, 2000 do
  local r = math.random() if r < low then low = r end if r > high then high = r end
  seen[math.random(6)] = true seen[math.random(-3, 0)] = true
end
print(low >= 0, low < 0.01, high < 1, high > 0.99, seen[-4], seen[-3], seen[-2], seen[-1], seen[0], seen[1], seen[2], seen[3], seen[4], seen[5], seen[6], seen[7])
math.randomseed(7) local a, b = math.random(1e9), math.random() math.randomseed(7) print(a == math.random(1e9), b == math.random())
