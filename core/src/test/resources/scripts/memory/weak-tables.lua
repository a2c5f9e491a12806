-- Weak tables lose what nothing else refers to when a collection is asked for; ephemerons do not
-- keep their own keys alive; strings and numbers are values and stay.
local function count(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end

local keys = setmetatable({}, {__mode = "k"})
for i = 1, 20 do keys[{}] = i end
for i = 1, 10 do keys[i], keys["s" .. i] = {}, i end
collectgarbage()
print("weak keys", count(keys))

local values = setmetatable({}, {__mode = "v"})
local kept = {}
for i = 1, 20 do values[i] = {} values["x" .. i] = {} values[{}] = "string " .. i end
values[3], values.y, values.f = kept, kept, function() return kept end
values[4] = "text" values.n = 12.5
collectgarbage()
print("weak values", count(values), values[3] == kept, values.y == kept, values.f, values[4])

local both = setmetatable({}, {__mode = "kv"})
both[kept] = kept both[{}] = kept both[1] = {} both.a = "a" both[kept] = kept
collectgarbage()
print("both", count(both), both[kept] == kept)

-- a chain of ephemerons hangs on its last key
local chain, last = setmetatable({}, {__mode = "k"}), nil
for i = 1, 200 do local k = {} chain[k] = {last} last = k end
collectgarbage()
local length, at = 0, last
while at do length, at = length + 1, chain[at][1] end
print("chain", count(chain), length)
last, at = nil, nil
collectgarbage()
print("chain without its end", count(chain), next(chain))

-- a key that only its own value refers to
local own = setmetatable({}, {__mode = "k"})
do local k = {} own[k] = {k} end
collectgarbage()
print("own key", count(own))

-- closures and coroutines
local other = setmetatable({}, {__mode = "v"})
do
  local upvalue = {}
  other[1] = upvalue
  kept.f = function() return upvalue end
  kept.co = coroutine.wrap(function(...) local x = {} other[2] = x coroutine.yield() return x end)
  kept.co()
  other[3] = coroutine.create(print)
  other[4] = {}
end
collectgarbage()
print("held", other[1] == kept.f(), type(other[2]), other[3], other[4])
kept.f, kept.co = nil, nil
collectgarbage()
print("let go", count(other))

-- a mode that changes, a mode that is none
local mode = {__mode = "x"}
local changing = setmetatable({{}, {}}, mode)
collectgarbage()
print("no mode", #changing)
mode.__mode = "v"
collectgarbage()
print("weak now", #changing)
