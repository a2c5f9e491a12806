-- __call: as a function, a method, in tail position, through chains, with varargs.
local t = setmetatable({}, {__call = function(self, ...) return type(self), select("#", ...), ... end})
print(t()) print(t(1, nil)) print(t "x") print((t(1)))
local o = {m = t}
print(o.m(1)) print(o:m(1) == "table", select("#", o:m(1)))
local function tail() return t("tail") end
print(tail())
print(pcall(t, "through pcall"))
print(coroutine.wrap(function(...) return t(...) end)("in a coroutine"))
print(select(2, pcall(setmetatable({}, {__call = 5}))))
local inner = setmetatable({name = "inner"}, {__call = function(self, other, x) return self.name, type(other), x end})
local outer = setmetatable({name = "outer"}, {__call = inner})
print(pcall(outer, "arg"))
print(select(2, pcall(function() local x = {} x() end)))
print(select(2, pcall(function() local x = setmetatable({}, {}) x() end)))
local function sort(list) table.sort(list, setmetatable({}, {__call = function(_, a, b) return a > b end})) return list end
print(pcall(sort, {1, 3, 2}))
print(("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) return k .. k end})))
local counter = setmetatable({n = 0}, {__call = function(self, by) self.n = self.n + (by or 1) return self end})
print(counter()(5)()(10).n)
for k, v in setmetatable({}, {__call = function(_, s, c) if not c then return 1, s end end}), "state" do print(k, v) end
