-- Five hundred coroutines alive at once, resumed in turns.
local cos, sum = {}, 0
for i = 1, 500 do cos[i] = coroutine.wrap(function(a) local b = coroutine.yield(a + i) local c = coroutine.yield(b * i) return c - i end) end
for i = 1, 500 do sum = sum + cos[i](1) end print(sum)
for i = 500, 1, -1 do sum = sum + cos[i](2) end print(sum)
for i = 1, 500, 2 do sum = sum + cos[i](3) end print(sum)
local chain = function() return "start" end
for i = 1, 60 do local previous = chain chain = coroutine.wrap(function() coroutine.yield(previous()) return i end) end
print(chain(), chain())
