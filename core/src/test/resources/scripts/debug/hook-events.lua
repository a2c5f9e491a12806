-- What a hook is told, in which order, and what it sees of the call it is told about.
local log = {}

local function record(event, line)
  local call = debug.getinfo(2, "nSltf")
  log[#log + 1] = table.concat({ event, tostring(line), tostring(call.name), call.what,
    call.currentline, tostring(call.istailcall), tostring(call.func == print) }, " ")
end

local function show(title)
  print(title)
  for _, entry in ipairs(log) do print("  " .. entry) end
  log = {}
end

local function inner(x) return math.max(x, 1) end
local function tail(x) return inner(x) end
local function outer(x)
  local y = tail(x)
  local t = { 3, 1, 2 }
  table.sort(t, function(a, b)
    return a < b end)
  return y
end

debug.sethook(record, "crl")
outer(1)
for _, v in pairs { 1, 2 } do outer(v) end
debug.sethook()
show "everything"

debug.sethook(record, "c") pcall(outer, 2) pcall(error, "x") print() debug.sethook()
show "calls"

debug.sethook(record, "r")
pcall(outer, 2)
string.gsub("abc", "%w", function(c) return c:upper() end)
debug.sethook()
show "returns"

local t = setmetatable({}, {
  __index = function(_, k)
    return k
  end,
  __lt = function() return true end,
  __concat = function(a, b)
    return "joined" end,
})
debug.sethook(record, "l")
local x = t.field
local n = 0
repeat n = n + 1 until n > 3 or
  not (t < t)
goto skip
n = 17
::skip::
x = t .. "a" .. n
while n > 2 do
  n = n - 1 if n == 3 then break end
end
for i = 1, 2 do
  n = i
end
debug.sethook()
show "lines"

local last
debug.sethook(function(event, line) last = event .. " " .. tostring(line) end, "", 1000)
for i = 1, 2000 do end
debug.sethook()
print(last)

print(select("#", debug.gethook()), debug.gethook())
for _, mask in ipairs { "c", "lr", "crl", "", "x" } do
  debug.sethook(print, mask, 7)
  local hook, events, count = debug.gethook()
  debug.sethook()
  print(mask, hook == print, events, count)
end
debug.sethook(print, "", 0)
print(debug.gethook() == print, select(2, debug.gethook()))
debug.sethook(nil)

print(pcall(debug.sethook, 1, 2))
print(pcall(debug.sethook, print))
print(pcall(debug.sethook, print, {}))
print(pcall(debug.sethook, print, "l", {}))
