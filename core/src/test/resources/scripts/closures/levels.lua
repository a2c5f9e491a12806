-- Upvalues of upvalues: reached through functions that do not use them themselves.
local a = 1
local function one()
  local b = 10
  return function()
    local c = 100
    return function()
      local d = 1000
      return function(x)
        a, b, c, d = a + x, b + x, c + x, d + x
        return a, b, c, d
      end
    end
  end
end
local f = one()()()
local g = one()
local h, k = g()(), g()()
print(f(1)) print(f(1)) print(h(1)) print(k(1)) print(h(1), a)
do
  local x = "first"
  local function show() return x end
  local x = "second"
  print(show(), x)
end
local function params(p, ...)
  local rest = {...}
  return function(v) p = p .. v rest[1] = rest[1] .. p return p, rest[1] end
end
local m = params("p", "r")
print(m("1")) print(m("2"))
local function recursive(n)
  local self
  self = function(k) if k == 0 then return n end n = n + k return self(k - 1) end
  return self(n)
end
print(recursive(5))
