-- A chain of concatenations that yields in each of its steps.
local mt = {}
mt.__concat = function(a, b)
  local function n(x) return type(x) == "table" and "t" or x end
  return coroutine.yield(n(a) .. "," .. n(b))
end
local t = setmetatable({}, mt)
local function run(f)
  local co = coroutine.create(f)
  local line, n = {}, 0
  local ok, v = coroutine.resume(co)
  while coroutine.status(co) == "suspended" do
    n = n + 1
    line[#line + 1] = v
    ok, v = coroutine.resume(co, n % 2 == 0 and t or "<" .. n .. ">")
  end
  print(table.concat(line, " ; "), ok, type(v) == "table" and "t" or v)
end
run(function() return "a" .. t .. "b" end)
run(function() return t .. t end)
run(function() return t .. t .. t .. t end)
run(function() return "a" .. "b" .. t .. "c" .. "d" .. t .. "e" end)
run(function() return 1 .. t .. 2 .. 3 end)
run(function() local x = "p" .. t .. "q" return x .. t end)
run(function() return t .. "a" .. "b" .. "c" end)
