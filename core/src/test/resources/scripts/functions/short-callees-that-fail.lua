-- Errors, tracebacks, levels and limits inside short functions that are called in loops.
local function index(t, k) return t[k] end
local function add(a, b) return a + b end
local function check(ok, message) if not ok then error(message, 2) end return ok end
local function concat(a, b) return a .. b end

local messages = {}
for i = 1, 40 do
  local ok, message = pcall(function()
    local n = 0
    for j = 1, 30 do
      n = n + add(j, 1)
      if i == 10 and j == 20 then index(nil, j) end
      if i == 20 and j == 20 then n = n + add(j, {}) end
      if i == 30 then check(j < 25, "level two") end
      if i == 40 and j == 29 then concat(j, print) end
    end
    return n
  end)
  if not ok then messages[#messages + 1] = message end
end
print(table.concat(messages, "\n"))

local function trace() return debug.traceback("trace") end
local function inner(i) if i == 30 then return (trace()) end return "" end
local function outer(i) local s = inner(i) return s end
local traced = ""
for i = 1, 30 do traced = outer(i) end
print((traced:gsub("\n.-short%-callees", "\nshort-callees"):gsub("\n%s*%[C%].*", "")))

-- a stack that grows too high, in a function that stands in itself
local depth = 0
local function deep() depth = depth + 1 local d = deep() return d end
local ok, message = pcall(deep)
print(ok, message:match("stack overflow"), depth > 100)
local again = 0
local function once() again = again + 1 local r = once() return r end
for i = 1, 2 do print((pcall(once))) end
