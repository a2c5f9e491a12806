-- __pairs and __ipairs replace the iterators.
local function sorted(t)
  local keys = {}
  for k in next, t do keys[#keys + 1] = k end
  table.sort(keys)
  local i = 0
  return function() i = i + 1 return keys[i], t[keys[i]] end, t, nil, "dropped"
end
local t = setmetatable({c = 3, a = 1, b = 2}, {__pairs = sorted})
for k, v in pairs(t) do print(k, v) end
print(select("#", pairs(t)), select("#", pairs({})), select("#", ipairs({})))
local i = setmetatable({}, {__ipairs = function(self) return function(s, n) if n < 3 then return n + 1, n * n end end, self, 0 end})
for k, v in ipairs(i) do print(k, v) end
for k, v in ipairs(setmetatable({}, {__index = function(_, n) return n end})) do print("never", k, v) break end
print(pcall(function() local r = pairs(setmetatable({}, {__pairs = function() error("no pairs", 0) end})) return r end))
print(pcall(function() local r = pairs() return r end)) print(pcall(function() local r = pairs(5) return r end)) print(pcall(function() local r = ipairs(nil) return r end)) print(pcall(function() local r = next({}, "absent") return r end))
local f, s, c = pairs({10})
print(f == next, type(s), c, f(s, c))
local g, s2, c2 = ipairs({10, 20})
print(type(g), type(s2), c2, g(s2, 1))
