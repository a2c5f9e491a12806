-- while and repeat: conditions, breaks, and until seeing the body's locals.
local i = 0
while i < 3 do i = i + 1 print("while", i) end
while false do print("never") end
while nil do print("never") end
repeat local done = i >= 5 i = i + 1 print("repeat", i, done) until done
repeat local x = 1 until x == 1
local n = 0
while true do n = n + 1 if n > 10 then break end end
print(n)
repeat n = n - 1 if n == 5 then break end until n < 0
print(n)
local fs = {}
local k = 0
repeat
  local captured = k
  fs[#fs + 1] = function() captured = captured + 10 return captured end
  k = k + 1
until (function() return captured == nil and k >= 3 or captured == 2 end)()
print(#fs, fs[1](), fs[2](), fs[3](), fs[1]())
local outer = "outer"
repeat local outer = "inner" until outer == "inner"
print(outer)
local a, b = 0, 1
while a < 100 do a, b = b, a + b end
print(a, b)
local depth = 0
while depth < 3 do
  depth = depth + 1
  local inner = 0
  while true do
    inner = inner + 1
    if inner == depth then break end
  end
  print(depth, inner)
end
local x = 10
while x > 0 do
  x = x - 1
  repeat
    if x % 2 == 0 then break end
    print("odd", x)
  until true
end
