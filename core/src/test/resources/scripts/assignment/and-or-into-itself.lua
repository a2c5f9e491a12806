-- The value of "and ... or" where both ways of the test lead to the same place.
local function highest(list)
  local max = 0
  for key in pairs(list) do
    max = type(key) == "number" and math.max(max, key) or max
  end
  return max
end

print(highest {})
print(highest {["1000"] = true})
print(highest {["1000"] = true, [24.5] = 3})
print(highest {[1000] = true})
print(highest {[10] = true, [0.5] = print})

local function last(...)
  local kept, count = 1, 0
  for i = 1, select("#", ...) do
    kept = select(i, ...) or kept
    count = kept and count + i or count
  end
  return kept, count
end

print(last(false, nil, 2.5, false))
print(last("x", false, nil))
print(last())

local function first(a, b)
  a = a and b
  b = b or a
  return a, b
end

print(first(1, 2), first(nil, 3), first(false, nil), first(1.5, false))
