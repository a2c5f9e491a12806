-- Varargs: nils kept, truncated in the middle, spread at the end, adjusted by parentheses.
local function count(...) return select("#", ...) end
local function id(...) return ... end
print(count(), count(nil), count(nil, nil), count(1, nil, 3, nil), count(id()), count(id(), id()), count((id())))
print(id(1, 2), id(3, 4))
print((id(1, 2)))
print(id(), "after")
local function f(a, b, ...) return a, b, count(...), ... end
print(f()) print(f(1)) print(f(1, 2)) print(f(1, 2, 3)) print(f(1, 2, nil, nil))
local function g(...)
  local a, b = ...
  local t = {...}
  local u = {..., "x"}
  local w = {"x", ...}
  return a, b, #t, #u, #w
end
print(g(1)) print(g(1, 2, 3))
local function h(...)
  local p = table.pack(...)
  return p.n, p[1], p[p.n]
end
print(h()) print(h(nil)) print(h(1, nil, nil)) print(h(nil, 2))
print(select(2, "a", "b", "c")) print(select(-1, "a", "b", "c")) print(select(-2, "a", "b", "c"))
print(select(4, "a", "b", "c")) print(count(select(4, 1, 2, 3)))
print(pcall(function() local r = select(0, 1) return r end)) print(pcall(function() local r = select(-5, 1) return r end)) print(pcall(function() local r = select("x") return r end))
print(table.unpack({1, 2, 3})) print(table.unpack({1, nil, 3}, 1, 3)) print(table.unpack({}, 1, 2)) print(table.unpack({1, 2, 3}, 2))
print(count(table.unpack({}, 1, 100)), count(table.unpack({n = 3}, 1, 3)))
local function tail(...) return count(...) end
print(tail(nil, nil, nil))
local function many(n, ...) if n == 0 then return count(...) end return many(n - 1, n, ...) end
print(many(100))
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end
print(sum(), sum(1, 2, 3), sum(table.unpack({10, 20, 30, 40})))
local function nested(...) return (function(...) return count(...), ... end)(..., "end") end
print(nested(1, 2, 3))
