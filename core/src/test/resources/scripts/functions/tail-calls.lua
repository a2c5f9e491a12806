-- Tail calls take no stack: a hundred thousand of them, mutual, through methods and __call.
local function down(n, acc) if n == 0 then return acc end return down(n - 1, acc + 1) end
print(down(100000, 0))
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10001), odd(10001))
local o = {n = 0}
function o:count(k) self.n = self.n + 1 if k == 0 then return self.n, "done" end return self:count(k - 1) end
print(o:count(5000))
local callable = setmetatable({}, {})
getmetatable(callable).__call = function(self, k) if k == 0 then return "called out" end return self(k - 1) end
print(callable(5000))
local function vararg(n, ...) if n == 0 then return select("#", ...), ... end return vararg(n - 1, ...) end
print(vararg(1000, nil, 2, nil))
print((function(...) return ... end)(1, 2, 3))
local function through_pcall(n) if n == 0 then return "bottom" end return select(2, pcall(through_pcall, n - 1)) end
print(through_pcall(50))
local function native(...) return string.format(...) end
print(native("%d-%s", 5, "x"))
local up = 0
local function closing(n)
  local v = n
  up = function() return v end
  if n == 0 then return up end
  return closing(n - 1)
end
print(closing(10)(), up())
