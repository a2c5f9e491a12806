-- errors that pass many calls, coroutines and tables with finalizers on their way
local function deep(n)
  if n == 0 then error("bottom") end
  return 1 + deep(n - 1)
end
local variables = {}
local function captured(n)
  local mine = n
  variables[n % 100] = function() return mine end
  if n == 0 then local nothing = nil; return nothing.field end
  return 1 + captured(n - 1)
end
print(pcall(deep, 150000))
print(pcall(captured, 50000))
print(xpcall(deep, function(message) return #message end, 150000))
print(#select(2, xpcall(deep, debug.traceback, 150000)) < 5000)
print(pcall(error, "not so far", 2))

local function nest(n)
  if n == 0 then error("innermost") end
  return coroutine.wrap(nest)(n - 1)
end
print(#select(2, pcall(nest, 20000)) < 10000)
print(select("#", pcall(coroutine.wrap(deep), 100000)))

local finalized = 0
local mark = {__gc = function() finalized = finalized + 1 end}
for _ = 1, 50000 do setmetatable({}, mark) end
collectgarbage()
print(finalized)
deep(150000)
