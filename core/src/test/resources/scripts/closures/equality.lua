-- Closures made from one prototype behave apart; calls close what they captured.
local function make(v) return function() return v end end
local f, g = make(1), make(2)
print(f == f, f == g, f(), g())
local kept = {}
local function walk(n)
  local here = n
  kept[n] = function(d) here = here + (d or 0) return here end
  if n > 1 then walk(n - 1) end
  here = here * 10
end
walk(4)
print(kept[1](), kept[2](1), kept[3](), kept[4](), kept[2]())
local function swap() local x, y = 1, 2 return function() x, y = y, x return x, y end end
local s = swap()
print(s()) print(s())
local t = {}
do
  local hidden = 0
  function t.up() hidden = hidden + 1 end
  function t.get() return hidden end
end
t.up() t.up() print(t.get())
print((function(n) local function inner() n = n + 1 return n end inner() inner() return n end)(5))
