-- Coroutines resumed by themselves, dead, with native bodies, and yielding from every metamethod.
local co = coroutine.create(function(a, b)
  local c = coroutine.yield(a + b)
  local d, e = coroutine.yield(c * 2)
  return d + e
end)
print(coroutine.resume(co, 1, 2)) print(coroutine.resume(co, 10)) print(coroutine.status(co))
print(coroutine.resume(co, 3, 4)) print(coroutine.status(co)) print(coroutine.resume(co)) print(coroutine.resume(co, 1))

co = coroutine.create(function()
  print(select(2, coroutine.running()), coroutine.status(co), coroutine.resume(co))
  print(pcall(coroutine.resume, coroutine.running()))
end)
coroutine.resume(co)

local wrapped = coroutine.wrap(function() error("raised") end)
print(pcall(wrapped)) print(pcall(wrapped))
wrapped = coroutine.wrap(function() error({}) end)
print((pcall(wrapped)))
wrapped = coroutine.wrap(function() return 1, 2 end)
print(wrapped()) print(pcall(wrapped))

co = coroutine.create(function()
  print(pcall(function() coroutine.yield(1) error("after") end))
  return "end"
end)
print(coroutine.resume(co)) print(coroutine.resume(co)) print(coroutine.resume(co))

local outer
outer = coroutine.create(function()
  local inner = coroutine.create(function() print(coroutine.status(outer), coroutine.resume(outer)) end)
  print(coroutine.resume(inner))
end)
coroutine.resume(outer)

local function refusal(f, ...) local value = ... print(pcall(function() f(value) end)) end
refusal(coroutine.create) refusal(coroutine.create, 1) refusal(coroutine.resume, 1) refusal(coroutine.status)
refusal(coroutine.wrap)

wrapped = coroutine.wrap(function(...)
  print(select("#", ...), ...)
  print(select("#", coroutine.yield()))
end)
wrapped(nil, nil) wrapped(nil, nil, nil)
print(coroutine.resume(coroutine.create(print), "x"))
print(coroutine.wrap(string.upper)("x"), pcall(coroutine.wrap(string.upper)))
print(coroutine.resume(coroutine.create(string.rep)))

local ask = {}
for _, event in ipairs { "index", "add", "call", "lt", "concat", "eq", "len", "unm" } do
  ask["__" .. event] = function() return coroutine.yield(event) end
end
function ask.__newindex(_, k, v) coroutine.yield(k .. v) end
co = coroutine.create(function()
  local t, u = setmetatable({}, ask), setmetatable({}, ask)
  print(t.field, t + 1, t(5), t < u, t .. "x", "x" .. t .. "y", t == u, #t, -t)
  t.a = "b"
  for k in function() return coroutine.yield("iterator") end do print(k) break end
  return "done"
end)
local answer = { coroutine.resume(co) }
while coroutine.status(co) ~= "dead" do
  print(table.unpack(answer))
  answer = { coroutine.resume(co, "value") }
end
print(table.unpack(answer))
