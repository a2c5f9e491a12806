-- Tail calls of and in short functions: of Lua functions, natives, themselves, and through fields.
local function add(a, b) return a + b end
local function adds(a, b) return add(a, b) end
local function addsToo(a, b) return adds(b, a) end
local function several(a) return a, a + 1, a + 2 end
local function passes(a) return several(a) end
local function floor(x) return math.floor(x) end
local function text(x) return tostring(x) end
local function pick(n, ...) return select(n, ...) end
local function down(n) if n <= 0 then return "ground" end return down(n - 1) end
local function either(x) if x % 2 == 0 then return add(x, 0.5) end return several(x) end
local Object = {}
Object.__index = Object
function Object:get() return self.value end
function Object:read() return self:get() end
function Object:set(value) self.value = value return self end
local function unknown(f, x) return f(x) end

local object = setmetatable({ value = 0 }, Object)
local sum = 0
for i = 1, 60 do
  sum = sum + addsToo(i, 1) + floor(i / 3) + #text(i) + pick(2, i, i + 1, i + 2)
  local a, b, c, d = passes(i)
  sum = sum + a + b + c + (d or 0) + (either(i)) + object:set(i):read()
  sum = sum + unknown(several, i) + unknown(floor, i + 0.5)
  assert(down(i) == "ground" and select("#", passes(i)) == 3)
end
print(sum)
print(pcall(unknown, nil, 1))

-- however often: no stack grows
local function forever(n) if n == 0 then return 0 end return forever(n - 1) end
local function hop(n) return forever(n) end
for i = 1, 3 do print(hop(3000)) end

-- errors in what took a place
local function fails(x) error("from " .. x, 2) end
local function tail(x) return fails(x) end
local function here(x) local r = tail(x) return r end
for i = 1, 20 do if i % 10 == 0 then print(pcall(here, i)) end end
