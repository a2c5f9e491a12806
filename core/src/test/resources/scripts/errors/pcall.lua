-- pcall: results, nesting, errors of every type, callable and uncallable things.
print(pcall(function(...) return ... end, 1, nil, 3)) print(select("#", pcall(function() end))) print(pcall(print, "called"))
print(pcall(function() pcall() end)) print(pcall(5)) print(pcall(nil)) print(pcall({})) print(pcall("x", 1))
print(pcall(pcall, error, "e")) print(pcall(pcall, pcall, error)) print(pcall(pcall, pcall, print, "deep"))
print(pcall(setmetatable({}, {__call = function(_, x) return "callable", x end}), 1))
local function nest(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(nest, n - 1) error(e .. n, 0) end
print(pcall(nest, 9))
local function depth(n) if n == 0 then return "reached" end local ok, r = pcall(depth, n - 1) return r end
print(depth(100))
local log = {}
for i = 1, 5 do
  local ok, e = pcall(function() if i % 2 == 0 then error({i}) end log[#log + 1] = i end)
  if not ok then log[#log + 1] = "e" .. e[1] end
end
print(table.concat(log, " "))
local x = 1
pcall(function() x = 2 error() x = 3 end) print(x)
local function finally(f, g) local r = table.pack(pcall(f)) g() if not r[1] then error(r[2], 0) end return table.unpack(r, 2, r.n) end
print(pcall(finally, function() error("thrown", 0) end, function() print("cleanup") end)) print(finally(function() return 1, 2 end, function() print("cleanup") end))
local t = setmetatable({}, {__index = function(_, k) error("no field " .. k, 2) end, __add = function() error("no addition", 0) end, __lt = function() error {} end,
  __concat = function() error("no concat") end, __call = function() error("no call") end, __len = function() return nil + 1 end, __eq = function() error("no eq", 0) end, __newindex = function(_, k) error(k, 0) end})
print(pcall(function() return t.x end)) print(pcall(function() return t + 1 end)) print(type(select(2, pcall(function() return t < t end)))) print(pcall(function() return "a" .. t end))
print(pcall(function() t() end)) print(pcall(function() return #t end)) print(pcall(function() return t == setmetatable({}, getmetatable(t)) end)) print(pcall(function() t.k = 1 end))
print(pcall(table.sort, {3, 2, 1}, function(a, b) error("in comparator", 0) end)) print(pcall(string.gsub, "abc", "%w", function(c) error("in gsub " .. c, 0) end)) print(pcall(load, function() error("in reader", 0) end))
