-- Coroutines that stop within pcall within a metamethod within an iterator.
local t = setmetatable({}, {__index = function(_, k) local ok, v = pcall(function() local got = coroutine.yield("want " .. k) if got == "fail" then error("failed " .. k, 0) end return got end) return ok and v or "(" .. v .. ")" end})
local co = coroutine.wrap(function() local r = {} for i, k in ipairs {"a", "b", "c"} do r[i] = k .. "=" .. t[k] .. (t[i] and "+" or "-") end return table.concat(r, " ") end)
local v, n = co(), 0
while v:match "^want" do print(v) n = n + 1 v = co(n % 3 == 0 and "fail" or "v" .. n) end
print(v)
local mt = {__add = function(a, b) local r = coroutine.yield("add") if not r then error("refused", 0) end return r end}
local x = setmetatable({}, mt)
local sum = coroutine.create(function() local ok, e = pcall(function() return x + 1 + x end) coroutine.yield(ok, e) return 5 + x end)
print(coroutine.resume(sum)) print(coroutine.resume(sum, x)) print(coroutine.resume(sum, false)) print(coroutine.resume(sum)) print(coroutine.resume(sum, 7))
local e = coroutine.create(function() return x + 1 end) coroutine.resume(e) print(coroutine.resume(e, nil)) print(coroutine.status(e))
