-- Iterators that are made of others.
local function range(n)
  local i = 0
  return function()
    i = i + 1
    if i <= n then return i end
  end
end

local function map(change, items)
  return function()
    local item = items()
    if item ~= nil then return change(item) end
  end
end

local function filter(accepts, items)
  return function()
    while true do
      local item = items()
      if item == nil or accepts(item) then return item end
    end
  end
end

return function(n)
  local sum = 0
  local doubled = map(function(x) return x * 2 end, range(n))
  for item in filter(function(x) return x % 3 == 0 end, doubled) do sum = (sum + item) % 1000003 end
  return sum
end
