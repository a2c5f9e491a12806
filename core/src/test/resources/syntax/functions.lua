-- parameters, varargs, calls of every kind, returns, tail calls, nested closures
local function none() end
local function one(a) return a end
local function many(a, b, ...) return a, b, ... end
local function rest(...)
  local a, b = ...
  local t = {...}
  local u = {a, ..., b}
  f(...)
  f(..., a)
  return ...
end
function global() return one(1) end
function global.a.b.c(x) return x, one(x) end
function global.a:m(x) return self, x, (one(x)) end
function none.f(x)
  return function(y)
    return function(z) x = x + y + z; return x end, x
  end
end
one "s"
one {1}
one(one(1), one(2))
one((one(1)))
global:m(1)
global.a.b:m "s":n {}:o(...)
local x, y, z = one(1), many(1, 2)
local p, q = many(), 1
p, q, z = many()
p.x, p[q], g = one(), many(...)
local r = (...)
local s, t = (...), ...
do return end
do return one() end
do return (one()) end
do return one(), 2 end
return many(...)
