-- Multiple assignment: everything on the right is evaluated before anything is stored.
local a, b = 1, 2
a, b = b, a
print(a, b)
local x, y, z = 1, 2
print(x, y, z)
x, y = 5
print(x, y)
x, y = 1, 2, 3
print(x, y)
local i, t = 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2])
local u = {1, 2, 3}
local p, q = 1, 3
u[p], u[q] = u[q], u[p]
print(u[1], u[2], u[3])
do
  local a = {}
  local n = 1
  a[n], n, a[n + 1] = "first", 5, "second"
  print(a[1], a[2], n)
end
local s = {v = 1}
local r = s
s.v, s = 10, {v = 20}
print(r.v, s.v)
do
  local t = {1, 2}
  t[1], t = 5, "replaced"
  print(t)
end
local function f(...) return ... end
local c, d, e = f(1, 2), f(3, 4)
print(c, d, e)
c, d, e = (f(1, 2)), f(3, 4)
print(c, d, e)
c, d, e = f(1, 2, 3, 4)
print(c, d, e)
c, d, e = f()
print(c, d, e)
c, d, e = 0, f(1)
print(c, d, e)
g1, g2 = "one", "two"
g1, g2 = g2, g1
print(g1, g2)
local m = {}
m.a, m.b, m["c d"], m[1] = 1, 2, 3, f("last", "dropped")
print(m.a, m.b, m["c d"], m[1], m[2])
local function up() a, b = b, a return a, b end
print(up())
