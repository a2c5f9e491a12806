-- Functions of numbers where they are called often: as many arguments as compiled code takes for
-- granted, more, and wrong ones at last.
local names = {
  "abs", "ceil", "floor", "sqrt", "max", "min", "fmod", "pow",
}
local bits = {
  "band", "bor", "bxor", "bnot", "btest", "lshift", "rshift", "arshift", "lrotate", "rrotate",
}

local function each(library, list)
  for n = 1, #list do
    local f = library[list[n]]
    local function one(x) return f(x) end
    local function two(x, y) return f(x, y) end
    local function three(x, y, z) return f(x, y, z) end
    local sum = 0
    for _, call in ipairs {one, two, three} do
      for i = 1, 30 do
        local ok, result = pcall(call, i, i % 5 + 1, 3)
        if ok and type(result) == "number" then sum = sum + result end
      end
      print(list[n], sum, (select(2, pcall(call, 9, "2", 1))), (pcall(call, 9, {}, 1)), (pcall(call)))
    end
  end
end

each(math, names)
each(bit32, bits)

local zero, least = -(0), 5
for i = 1, 50 do
  least = math.min(least, i - 10.5)
  zero = math.max(zero, zero)
  least = math.max(least, bit32.band(i, 7) - 3)
end
print(least, zero, 1 / zero < 0)
