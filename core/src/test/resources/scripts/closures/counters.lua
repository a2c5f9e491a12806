-- Closures of one function have upvalues of their own; closures of one scope share them.
local function counter(n)
  return function() n = n + 1 return n end, function() return n end, function(x) n = x end
end
local inc, get, set = counter(0)
local inc2, get2 = counter(100)
print(inc(), inc(), get(), inc2(), get2(), get())
set(50) print(inc(), get(), get2())
local shared = 0
local fs = {}
for i = 1, 3 do fs[i] = function() shared = shared + i return shared end end
print(fs[1](), fs[2](), fs[3](), shared)
shared = 1000
print(fs[1](), shared)
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
print(fact(10), fact(20))
local compose = function(f, g) return function(...) return f(g(...)) end end
local add = function(a) return function(b) return function(c) return a + b + c end end end
print(compose(fact, add(1)(2))(3), add(1)(2)(3))
