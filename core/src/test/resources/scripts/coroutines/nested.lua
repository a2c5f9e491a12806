-- Coroutines within coroutines: a yield goes to the nearest resume, whatever lies between.
local function level(n) return coroutine.wrap(function() coroutine.yield("level " .. n) if n > 1 then local inner = level(n - 1) for v in inner do coroutine.yield(n .. ">" .. v) end end end) end
for v in level(4) do print(v) end
local function deep(n) if n == 0 then coroutine.yield("from the bottom") return "bottom" end local co = coroutine.create(deep) local _, v = coroutine.resume(co, n - 1) while coroutine.status(co) == "suspended" do coroutine.yield(v) _, v = coroutine.resume(co) end return v .. n end
local co = coroutine.create(deep) print(coroutine.resume(co, 30)) print(coroutine.resume(co)) print(coroutine.resume(co))
local function recurse(n) if n > 0 then coroutine.yield(n) recurse(n - 1) coroutine.yield(-n) end end
local out = {} for v in coroutine.wrap(function() recurse(5) end) do out[#out + 1] = v end print(table.concat(out, " "))
local a = coroutine.wrap(function() local b = coroutine.wrap(function() local ok, e = pcall(function() coroutine.yield("b in pcall") error("e", 0) end) coroutine.yield(e) return "b done" end) coroutine.yield(b()) coroutine.yield(b()) coroutine.yield(b()) return pcall(b) end)
print(a()) print(a()) print(a()) print(a())
local handed handed = coroutine.create(function() coroutine.yield(1) coroutine.yield(2) end)
local function by(name) return coroutine.wrap(function() return name, coroutine.resume(handed) end) end
print(by "x"()) print(by "y"()) print(by "z"()) print(by "w"())
