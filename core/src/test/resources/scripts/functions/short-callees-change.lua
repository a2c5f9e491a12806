-- What a call calls changes while it runs: another function, another kind, nothing at all.
local function one(x) return x + 1 end
local function two(x) return x + 2 end
local function many(x) return x, x, x end
local callable = setmetatable({}, { __call = function(_, x) return x * 10 end })

local function run(choose, n)
  local sum = 0
  for i = 1, n do
    local f = choose(i)
    sum = sum + f(i)
  end
  return sum
end

print(run(function() return one end, 50))
print(run(function(i) return i < 40 and one or two end, 50))
print(run(function(i) return i % 2 == 0 and one or many end, 50))
print(run(function(i) return i % 7 == 0 and math.floor or one end, 50))
print(run(function(i) return i % 11 == 0 and callable or one end, 50))
print(pcall(run, function(i) return i < 45 and one or nil end, 50))

local Animal = {}
Animal.__index = Animal
function Animal.new(kind, n) return setmetatable({ n = n }, kind) end
function Animal:legs() return 4 end
function Animal:speak() return "..." .. self.n end
local Bird = setmetatable({}, { __index = Animal })
Bird.__index = Bird
function Bird:legs() return 2 end
local legs, said = 0, {}
for i = 1, 60 do
  local animal = Animal.new(i > 50 and Bird or Animal, i)
  legs = legs + animal:legs()
  said[i % 3 + 1] = animal:speak()
  if i == 30 then function Animal:speak() return "moo" .. self.n end end
end
print(legs, said[1], said[2], said[3])

function global(x) return x end
local seen = {}
for i = 1, 60 do
  if i == 20 then function global(x) return -x end end
  if i == 40 then function global(x) return "g" .. x end end
  seen[#seen + 1] = global(i)
end
print(table.concat(seen, " "))
