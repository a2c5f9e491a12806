-- The options of collectgarbage.
print(collectgarbage(), collectgarbage("collect"))
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"))
print(collectgarbage("restart"), collectgarbage("isrunning"))
local pause = collectgarbage("setpause", 150)
print(collectgarbage("setpause", pause), collectgarbage("setpause", pause) == pause)
local step = collectgarbage("setstepmul", 300)
print(collectgarbage("setstepmul", step))
print(collectgarbage("generational"), collectgarbage("incremental"))
print(pcall(function() collectgarbage("none") end))
print(pcall(function() collectgarbage({}) end))
local k, b = collectgarbage("count")
print(type(k), type(b), k > 0, k * 1024 % 1024 == b)
print(type(collectgarbage("step")), type(collectgarbage("step", 100)))
local steps = 0
repeat steps = steps + 1 until collectgarbage("step", 0)
print(steps > 0, collectgarbage("step", 1000000))

-- memory that is let go is not counted any more
collectgarbage()
local before = collectgarbage("count")
local data = {}
for i = 1, 1000 do data[i] = ("x"):rep(100) .. i end
local full = collectgarbage("count")
collectgarbage()
local alive = collectgarbage("count")
print(#data)
data = nil
collectgarbage()
local after = collectgarbage("count")
print(full > before + 100, alive > before + 100, after < before + 10)
