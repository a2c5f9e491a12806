-- the numeric and the generic for, nested, with every kind of bound
local n = 10
for i = 1, n do f(i) end
for i = n, 1, -1 do f(i) end
for i = f(), g(), h() do local x = i end
for i = a.b, #a, n * 2 do
  for j = i, n do f(i, j) end
end
for k in next, t do f(k) end
for k, v in pairs(t) do f(k, v) end
for a, b, c, d in f() do
  local e
end
for a in f, g do end
for a in f, g, h, i do end
for line in
  f(
    1
  )
do
  f(line)
end
for i = 1,
  2
do
end
while f() do local x = f() end
while n
do
  n = nil
end
repeat local x; x = f() until x
repeat f() until f()
