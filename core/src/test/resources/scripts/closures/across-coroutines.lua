-- Upvalues shared between coroutines and their creator, while open and after they close.
local total = 0
local function adder(n)
  return coroutine.wrap(function()
    for i = 1, 3 do total = total + n coroutine.yield(total) end
    return "end " .. n
  end)
end
local a, b = adder(1), adder(10)
print(a(), b(), total) total = total + 1000 print(a(), b(), total, a(), b(), a(), b())
local get, set
local co = coroutine.create(function(x)
  get = function() return x end
  set = function(v) x = v end
  coroutine.yield(x)
  coroutine.yield(x)
  x = x .. "!"
end)
print(coroutine.resume(co, "open")) print(get())
set("changed outside") print(coroutine.resume(co)) print(coroutine.resume(co)) print(get(), coroutine.status(co))
set("closed") print(get())
local inner
local dead = coroutine.create(function() local v = 5 inner = function() v = v + 1 return v end coroutine.yield() end)
coroutine.resume(dead) print(inner(), inner()) dead = nil print(inner())
local failing = coroutine.create(function() local v = 1 inner = function() v = v * 2 return v end error("boom", 0) end)
print(coroutine.resume(failing)) print(inner(), inner())
