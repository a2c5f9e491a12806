-- Each coroutine has a hook of its own; new ones have none.
local log = {}
local function record(event, line) log[#log + 1] = event .. " " .. tostring(line) end

local co = coroutine.create(function(a)
  local b = coroutine.yield(a)
  for i = 1, 2 do b = b + i end
  return b
end)
debug.sethook(co, record, "crl")
print(coroutine.resume(co, 1))
print(debug.gethook(co) == record, select(2, debug.gethook(co)))
print(debug.gethook())
print(debug.traceback(co, nil, 1):match("in (.-) <"), debug.getinfo(co, 0, "n").name)
print(coroutine.resume(co, 2))
print(table.concat(log, "; "))
log = {}

-- set by the coroutine itself, and seen again after each resume
local wrapped = coroutine.wrap(function()
  debug.sethook(record, "l")
  for i = 1, 3 do
    coroutine.yield(i)
  end
end)
print(wrapped(), wrapped())
local a = 1
print(wrapped())
print(table.concat(log, "; "))
log = {}

-- a hooked caller does not hook what it resumes
local quiet = coroutine.wrap(function()
  local x = 1
  coroutine.yield(x)
  return x
end)
debug.sethook(record, "l")
quiet()
quiet()
debug.sethook()
print(table.concat(log, "; "))
log = {}

-- a hook that sets another
debug.sethook(function(event)
  record(event)
  debug.sethook(function(event, line)
    record(event, line)
    debug.sethook()
  end, "l")
end, "c")
local function f(x)
  local y = x
  return y
end
f(1)
print(table.concat(log, "; "), debug.gethook())
log = {}

-- inside a hook nothing is told
debug.sethook(function(event, line)
  record(event, line)
  f(f(1))
end, "crl")
f(1)
debug.sethook()
print(table.concat(log, "; "))
