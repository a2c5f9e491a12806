-- Extra arguments of short functions: taken, counted, passed on, kept over yields and in errors.
local function first(...) return (...) end
local function sum(...) local a, b, c = ... return (a or 0) + (b or 0) + (c or 0) end
local function count(...) return select("#", ...) end
local function named(x, ...) local y = ... if y then return x, y end return x end
local function all(...) return ... end
local function pack(...) return { ... } end
local function fwd(...) return sum(...) end
local function last(...) local n = select("#", ...) return (select(n, ...)) end
local function fmt(f, ...) return f:format(...) end
local function err(x, ...) if x % 10 == 9 then error("e" .. count(...)) end return ... end
local function yielding(...) coroutine.yield(...) return ... end
local function run(n)
  local t = 0
  local co = coroutine.wrap(function() local i = 0 while true do i = i + 1 yielding(i, "x", i) end end)
  for i = 1, n do
    t = t + first(i) + (first() == nil and 1 or 0) + sum(i, i + 0.5, "3") + sum(i) + count(i, nil, nil) + count()
    local a, b = named(i, i * 2)
    local c, d = named(i)
    t = t + a + b + c + (d or 1)
    local x, y, z = all(i, "y", i)
    t = t + x + #y + z + #pack(i, i, i) + #pack() + fwd(i, 1) + last(1, i) + #fmt("%d %s", i, "q")
    local ok, e, f = pcall(err, i, 1, 2)
    t = t + (ok and e + f or #e)
    local ok2, g = pcall(function() return err(i, i, i) end)
    t = t + #tostring(g)
    local u, v, w = co()
    t = t + u + w
    t = t % 1000000007
  end
  return t
end
print(run(20))
print(run(40))
print(run(100))
