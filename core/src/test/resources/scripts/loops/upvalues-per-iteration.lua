-- Each turn of a loop has locals of its own, also when left by break, goto, return or error.
local fs = {}
for i = 1, 4 do
  local j = i * 10
  fs[#fs + 1] = function() i = i + 1 j = j + 1 return i, j end
  if i == 3 then break end
end
print(#fs, fs[1]()) print(fs[1]()) print(fs[2]()) print(fs[3]())
local gs = {}
local n = 0
while n < 3 do
  n = n + 1
  local copy = n
  gs[n] = {get = function() return copy end, set = function(x) copy = x end}
  if n == 2 then goto continue end
  gs[n].set(n * 100)
  ::continue::
end
print(gs[1].get(), gs[2].get(), gs[3].get())
gs[2].set("two") print(gs[1].get(), gs[2].get(), gs[3].get())
local function leave()
  for k = 1, 5 do
    local held = {k}
    if k == 3 then return function() held[1] = held[1] + 1 return held[1], k end end
  end
end
local f = leave()
print(f()) print(f())
local kept
pcall(function()
  for k = 1, 5 do
    local v = k
    kept = function() v = v * 2 return v end
    if k == 4 then error("out") end
  end
end)
print(kept(), kept())
local hs = {}
for k, v in pairs {"x"} do hs[1] = function() return k, v end end
for _, word in ipairs {"a", "b"} do
  local inner = {}
  for m = 1, 2 do inner[m] = function() word = word .. m return word end end
  hs[#hs + 1] = inner
end
print(hs[1]()) print(hs[2][1](), hs[2][2](), hs[3][1](), hs[2][1]())
