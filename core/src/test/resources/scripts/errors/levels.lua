-- error and its levels; positions are added to strings only.
local function level(n) error("message", n) end
local function caller(n) level(n) end
local function outer(n) caller(n) end
for _, n in ipairs {0, 1, 2, 3} do print(n, pcall(outer, n)) end
print(pcall(error, "direct")) print(pcall(error, "direct", 1)) print(pcall(error, "direct", 2)) print(pcall(error, "direct", 0))
print(pcall(error)) print(pcall(error, nil)) print(pcall(error, nil, 2)) print(pcall(error, 5)) print(pcall(error, true)) print(pcall(function() error(5) end)) print(pcall(function() error(5, 2) end))
print(pcall(function() error() end)) print(pcall(function() error(false) end)) print(pcall(function() error("") end)) print(pcall(function() error("x", 50) end))
local t = {code = 404}
local ok, e = pcall(error, t) print(ok, e == t, e.code)
ok, e = pcall(function() error(t) end) print(ok, e == t)
ok, e = pcall(function() error(setmetatable({}, {__tostring = function() return "custom" end})) end) print(ok, tostring(e), type(e))
ok, e = pcall(function() error(print) end) print(ok, e == print)
print(pcall(function() assert(false) end)) print(pcall(function() assert(nil, "asserted") end)) print(pcall(function() assert(false, t) end) == false, select("#", assert(1, 2, nil)))
print(assert(1, "kept", nil)) print(pcall(assert, false, "x", "y")) print(select(2, pcall(assert, nil, t)) == t) print(type(select(2, pcall(function() assert(5 < 4, 12) end))))
local function tail() return error("tail", 1) end
print(pcall(tail)) print(pcall(function() tail() end))
error("uncaught")
