-- tail calls in code that runs often: of itself, of others, of library functions, with few and many arguments
local function count(n, acc) if n == 0 then return acc end return count(n - 1, acc + n) end
print(count(10, 0), count(5000, 0.5), count(3, 2^53))

local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(1001), odd(1001), even(400))

local function ack(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
print(ack(2, 60), ack(1, 300))

-- variables that closures share end with each activation
local kept = {}
local function keep(n)
  local mine = n
  kept[#kept + 1] = function() mine = mine + 1 return mine end
  if n == 0 then return #kept end
  return keep(n - 1)
end
print(keep(100))
print(kept[1](), kept[1](), kept[50](), kept[101](), kept[101]())

-- another closure of the same code
local function make(step)
  local self
  self = function(n, other) if n <= 0 then return step end return other(n - step, self) end
  return self
end
print(make(1)(100, make(2)), make(2)(101, make(1)))

-- what kind of number an argument is may change on the way
local function halve(n, steps) if n < 1 then return steps, n end return halve(n / 2, steps + 1) end
print(halve(1024, 0)) print(halve(1000, 0))
local function grow(n) if n > 1e12 then return n end return grow(n * 3) end
print(grow(7))
local function describe(v, n) if n == 0 then return type(v), v end return describe(n % 2 == 0 and tostring(v) or v, n - 1) end
print(describe(12, 21))

-- of library functions
local function wrap(i) return tostring(i) end
local function biggest(...) return math.max(...) end
local function object(i) return setmetatable({ i = i }, { __index = function(_, k) return k .. i end }) end
local s = 0
for i = 1, 300 do s = s + #wrap(i) + biggest(i, 3, i * 2) + #object(i).name end
print(s)
local function rest(n, ...) if n == 0 then return ... end return rest(n - 1, n, ...) end
print(select("#", rest(150)), (rest(150)))
local function fails(i) return error("stop at " .. i, 0) end
for i = 1, 100 do local ok, e = pcall(fails, i) if i % 50 == 0 then print(ok, e) end end
local function pass(f, ...) return pcall(f, ...) end
for i = 1, 100 do local a, b, c = pass(rest, 3, "x") if i % 50 == 0 then print(a, b, c) end end
local callable = setmetatable({}, { __call = function(self, a, b) return b, a end })
local function through(a, b) return callable(a, b) end
for i = 1, 100 do local a, b = through(i, -i) if i % 50 == 0 then print(a, b) end end
