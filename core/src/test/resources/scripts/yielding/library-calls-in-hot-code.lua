-- functions that library functions call, from code that runs often: protected, yielding, failing, nested
local function safe(f, ...) return pcall(f, ...) end
local function double(x) if x == 77 then error("no " .. x, 0) end return x * 2, x end
local function round(i)
  local ok, a, b = pcall(double, i)
  if not ok then return 0, a end
  local ok2, c = safe(double, a)
  return a + b + (ok2 and c or 0)
end
local total, message = 0, nil
for i = 1, 300 do
  local n, m = round(i % 100)
  total, message = total + n, m or message
end
print(total, message)

-- generators: values, ends, errors, and one inside another
local function numbers(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, -i) end return nil end) end
local function squares(n)
  return coroutine.wrap(function() for i in numbers(n) do coroutine.yield(i * i) end end)
end
local function cubes(n)
  return coroutine.wrap(function() local i = 0 for s in squares(n) do i = i + 1 coroutine.yield(s * i) end end)
end
local sum = 0
for c in cubes(200) do sum = sum + c end
for i, j in numbers(300) do sum = sum + i + j * 2 end
print(sum)
local function failing(n)
  return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end error({ "at " .. n }) end)
end
local function drain(n) local s = 0 for i in failing(n) do s = s + i end return s end
for n = 50, 150, 50 do local ok, e = pcall(drain, n) print(ok, type(e), e[1]) end
local co = coroutine.create(function(a) while true do a = coroutine.yield(a * 2) end end)
local s = 0
for i = 1, 200 do local _, v = coroutine.resume(co, i) s = s + v end
print(s, coroutine.status(co))

-- protected calls, comparators and callbacks
local function work(n)
  local list = {}
  for i = 1, n do list[i] = (i * 37) % 101 end
  local ok, e = pcall(table.sort, list, function(a, b) return a < b end)
  local text = ("x"):rep(n):gsub("x", function() return "y" end)
  return list[1], list[n], #text, ok
end
for _, n in ipairs { 20, 60, 90 } do
  local c = coroutine.create(work)
  local yields, results = 0, nil
  repeat
    results = { coroutine.resume(c, n) }
    if coroutine.status(c) ~= "dead" then yields = yields + 1 end
  until coroutine.status(c) == "dead"
  print(n, yields > 0, results[1], results[2], results[3], results[4], results[5])
end

-- deep: each call protected
local function depth(n) if n == 0 then return 0 end local ok, d = pcall(depth, n - 1) return d + 1 end
print(depth(10), depth(150))
local function bottom(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(bottom, n - 1) error(e .. "<", 0) end
print(pcall(bottom, 20))

-- who looks at the calls, or at memory, sees what is there
local weak = setmetatable({}, { __mode = "v" })
local function look(i)
  local kept = { i }
  weak[1] = kept
  local ok, trace = pcall(function() if i == 100 then collectgarbage() end return weak[1] == kept end)
  return ok and trace and kept[1] == i
end
local seen = 0
for i = 1, 200 do if look(i) then seen = seen + 1 end end
print(seen)
local function where() return debug.traceback("here", 1) end
local function shown() local ok, t = pcall(where) return select(2, t:gsub("\n", "\n")) end
local lines for i = 1, 100 do lines = shown() end
print(lines > 3)
print(select(2, pcall(function() for i = 1, 100 do local ok, e = pcall(error, "level " .. i, 2) if i == 100 then error(e, 0) end end end)))
print(xpcall(function() for i = 1, 100 do pcall(double, i) end error("last", 0) end, function(m) return m .. "!" end))
