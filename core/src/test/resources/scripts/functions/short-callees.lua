-- Short functions that are called in loops: what they return, and to whom.
local function add(a, b) return a + b end
local function first(a) return a end
local function swapped(a, b) return b, a end
local function three(a, b) return a, b, a .. "|" .. b end
local function none() end
local function maybe(x) if x % 3 == 0 then return x end end
local function clamp(x, low, high) if x < low then return low elseif x > high then return high end return x end

local sum, texts = 0, {}
for i = 1, 60 do
  sum = sum + add(i, 0.5) + first(i)
  local p, q, r = swapped(i, "q")
  assert(p == "q" and q == i and r == nil)
  local a, b, c, d = three(i, "x")
  texts[i % 5 + 1] = c
  assert(a == i and b == "x" and d == nil)
  assert(none() == nil and select("#", none()) == 0 and select("#", three(1, 2)) == 3)
  sum = sum + (maybe(i) or 0) + clamp(i, 10, 50) + clamp(i + 0.25, 10.5, 50)
  three(i, i)
  local list = { first(i), three(i, i + 1) }
  sum = sum + #list + (first(i, "ignored"))
end
print(sum, table.concat(texts, " "))

-- ints that become too large, and numbers that become texts and back
local function double(x) return x * 2 end
local x = 1
for i = 1, 40 do x = double(x) end
print(string.format("%.0f", x))
local function plus(x) return x + 1 end
local out = {}
for i = 1, 40 do out[#out + 1] = plus(i % 8 == 0 and tostring(i) or i) end
print(table.concat(out, " "))

-- parameters that are changed, missing or of another kind each time
local function last(a, b, c) a = b or a b = c or a return b end
out = {}
for i = 1, 40 do
  out[#out + 1] = tostring(i % 4 == 0 and last(i) or i % 4 == 1 and last(i, "b") or last(i, true, false))
end
print(table.concat(out, " "))

-- functions with variables of their own
local function account()
  local balance = 0
  return function(v) balance = balance + v return balance end, function() return balance end
end
local put, get = account()
local other = account()
for i = 1, 50 do put(i) if i % 10 == 0 then other(get()) end end
print(get(), other(0))

-- recursion, also mutual
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local odd
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
local count = 0
for i = 1, 12 do count = count + fib(i) + (even(i) and 1 or 0) end
print(count)
