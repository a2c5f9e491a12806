-- sort: numbers, strings, comparators, records; the result is what counts, never the order of the questions.
local function show(t) print(table.concat(t, " ")) end
local function rng(seed) return function(n) seed = (seed * 16807) % 2147483647 return seed % n end end
for _, n in ipairs {0, 1, 2, 3, 4, 5, 10, 50} do local r, t = rng(n + 1), {} for i = 1, n do t[i] = r(100) end table.sort(t) show(t) table.sort(t, function(a, b) return a > b end) show(t) end
local w = {"pear", "apple", "fig", "Banana", "apple2", "", "é", "10", "9"} table.sort(w) show(w) table.sort(w, function(a, b) return #a ~= #b and #a < #b or #a == #b and a < b end) show(w)
local t = {} for i = 1, 20 do t[i] = i end table.sort(t) show(t) for i = 1, 20 do t[i] = 21 - i end table.sort(t) show(t) for i = 1, 20 do t[i] = i % 3 end table.sort(t) show(t) for i = 1, 20 do t[i] = 7 end table.sort(t) show(t) t = {3.5, -1, 0, 1e15, -math.huge, math.huge, 0.1} table.sort(t) show(t)
local people = {{"ann", 30}, {"bob", 25}, {"cid", 35}, {"dee", 20}} table.sort(people, function(a, b) return a[2] < b[2] end) for _, p in ipairs(people) do print(p[1], p[2]) end
print(pcall(table.sort, {1, "x"})) print(pcall(table.sort, {{}, {}})) print(pcall(table.sort, {1, nil, 3} and {true, false})) print(pcall(table.sort, {3, 2, 1}, 5)) print(select("#", table.sort {}), pcall(table.sort, {1, {}}, function(a, b) return type(a) < type(b) end))
local sorted, calls = {5, 4, 3, 2, 1}, 0 table.sort(sorted, function(a, b) calls = calls + 1 return a < b end) print(calls > 0, table.concat(sorted, " ")) t = {1, 2, 3, [5] = 9} print(pcall(table.sort, {"b", "a", "c"}, function(a, b) return a > b end))
local m = setmetatable({}, {__lt = function(a, b) return false end}) print(pcall(table.sort, {m, m, m}))
