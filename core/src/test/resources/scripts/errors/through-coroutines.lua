-- An error kills its coroutine; resume returns it, wrap throws it on.
local co = coroutine.create(function() coroutine.yield(1) error("broken") end)
print(coroutine.resume(co)) print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co)) print(coroutine.resume(co))
local t = {}
co = coroutine.create(function() error(t) end) local ok, e = coroutine.resume(co) print(ok, e == t)
print(coroutine.resume(coroutine.create(function() error() end))) print(coroutine.resume(coroutine.create(function() error("zero", 0) end))) print(coroutine.resume(coroutine.create(function() error("two", 2) end)))
print(coroutine.resume(coroutine.create(function() local x = nil + 1 end))) print(coroutine.resume(coroutine.create(error), "direct")) print(coroutine.resume(coroutine.create(error), {} and nil))
local w = coroutine.wrap(function() error("in wrap") end) print(pcall(w)) print(pcall(w))
w = coroutine.wrap(function() error("in wrap", 0) end) print(pcall(function() w() end))
w = coroutine.wrap(function() error(t) end) ok, e = pcall(w) print(ok, e == t)
w = coroutine.wrap(function() coroutine.wrap(function() coroutine.wrap(function() error("deep") end)() end)() end) print(pcall(w))
w = coroutine.wrap(function() return 1 end) print(w()) print(pcall(w)) print(pcall(function() w() end))
local outer = coroutine.create(function() local inner = coroutine.create(function() coroutine.yield("inner") error("inner error", 0) end)
  print(coroutine.resume(inner)) print(coroutine.resume(inner)) coroutine.yield(coroutine.status(inner)) error("outer error", 0) end)
print(coroutine.resume(outer)) print(coroutine.resume(outer)) print(coroutine.status(outer))
co = coroutine.create(function() local ok, e = pcall(function() coroutine.yield("in pcall") error("after", 0) end) coroutine.yield(ok, e) local z = nil; z() end)
print(coroutine.resume(co)) print(coroutine.resume(co)) print(coroutine.resume(co))
for _, f in ipairs {function() for x in coroutine.wrap(function() coroutine.yield(1) error("generator failed", 0) end) do print("got", x) end end} do print(pcall(f)) end
