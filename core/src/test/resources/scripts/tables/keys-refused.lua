-- A key that is nil or NaN is refused, also where its value is nil; a metamethod may take it.
local function try(...)
  print(pcall(...))
end

local nan = 0 / 0
try(function() local t = {} t[nil] = nil end)
try(function() local t = {} t[nan] = nil end)
try(function() local t = {1, 2, x = 3} t[nil] = 1 end)
try(function() local t = {1, 2, x = 3} t[nan] = 1 end)
try(function() return {[nil] = nil} end)
try(function() return {[nan] = nil} end)
try(function() return {[nil] = 1} end)
try(rawset, {}, nil, nil)
try(rawset, {}, nan, nil)
try(rawset, {}, nil, 1)
try(rawset, {}, nan, 1)
try(function() _ENV[nil] = nil end)
try(function() string[nan] = nil end)

local large = {}
for i = 1, 100 do large["key" .. i] = i end
try(function() large[nil] = nil end)
try(function() large[nan] = nil end)
print(large[nil], large[nan], rawget(large, nil), rawget(large, nan))

local seen = setmetatable({}, {__newindex = function(_, key, value) print("new", key, value) end})
seen[nil] = nil
seen[nil] = 1
seen[nan] = nil
try(rawset, seen, nil, nil)

local behind = setmetatable({}, {__newindex = {}})
try(function() behind[nil] = nil end)
try(function() behind[nan] = 1 end)
