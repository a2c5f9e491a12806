-- Producers, filters and consumers that hand values both ways.
local function producer(lines) return coroutine.create(function() for _, l in ipairs(lines) do local request = coroutine.yield(l) print("  asked for", request) end return nil, "exhausted" end) end
local function numbered(source) return coroutine.create(function() local n = 1 while true do local ok, line, why = coroutine.resume(source, "line " .. n) if not line then return nil, why end coroutine.yield(n .. ": " .. line) n = n + 1 end end) end
local source = numbered(producer {"first", "second", "third"})
while true do local ok, line, why = coroutine.resume(source) print(ok, line, why) if not line then break end end
print(coroutine.status(source))
local tasks, log = {}, {}
for i = 1, 3 do tasks[i] = coroutine.create(function() for step = 1, i do log[#log + 1] = i .. "." .. step coroutine.yield() end end) end
while #tasks > 0 do for i = #tasks, 1, -1 do coroutine.resume(tasks[i]) if coroutine.status(tasks[i]) == "dead" then table.remove(tasks, i) end end end
print(table.concat(log, " "))
local acc = coroutine.wrap(function(x) local sum, n = 0, 0 while x do sum, n = sum + x, n + 1 x = coroutine.yield(sum / n) end return "closed", sum end)
print(acc(10), acc(20), acc(60)) print(acc(nil)) print(pcall(acc, 1))
