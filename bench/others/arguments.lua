-- Functions of any number of arguments.
local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do total = total + (select(i, ...)) end
  return total
end

local function pass(...) return ... end

local function pack(...) return { ... } end

return function(n)
  local total = 0
  for i = 1, n do
    total = (total + sum(i, 2, 3, 4) + #pack(pass(i, i, i))) % 1000003
    local a, b, c = pass(i, i + 1, i + 2)
    total = total + c - b
  end
  return total
end
