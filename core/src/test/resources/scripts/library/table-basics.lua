-- table-basics.out was written by Lua 5.2.4: lua5.2 table-basics.lua > table-basics.out
local function show(f, ...) print(pcall(f, ...)) end

-- insert and remove
local t = {}
table.insert(t, "b") table.insert(t, 1, "a") table.insert(t, 3, "d") table.insert(t, 3, "c")
print(#t, table.concat(t, ","))
print(table.remove(t), table.remove(t, 1), table.remove(t, 2), #t, t[1], t[2])
print(table.remove(t, 2), table.remove(t), table.remove(t), #t)
t = {[0] = "zero"}
print(table.remove(t), t[0], table.remove(t, nil))
show(table.remove, {}, 3) show(table.remove, {1, 2, 3}, 4) show(table.remove, {1, 2, 3}, 5)
show(table.remove, {1, 2, 3}, 0) show(table.remove, {1, 2, 3}, "2") show(table.remove, {}, 1) show(table.remove)
show(table.remove, {1, 2, 3}, "x") show(table.remove, {1, 2, 3}, 1.9)
show(table.insert, {}) show(table.insert, {}, 1, 2, 3) show(table.insert, {}, 5, 2) show(table.insert, 1)
show(table.insert, {}, 0, 2) show(table.insert, {1, 2, 3}, -1, 2) show(table.insert, {1, 2}, 2^32 + 1, 2)
show(table.insert, {}, "x", 2) show(table.insert, {}, nil, 2) show(table.insert, {}, 1/0, 2) show(table.insert)
t = {1, 2, 3} table.insert(t, 1.9, "x") print(table.concat(t, " "))
t = {1, 2, 3} table.insert(t, nil) print(#t)
t = {}
for i = 1, 5000 do t[i] = i end
table.insert(t, 1, 0) table.insert(t, 2500, "m") print(#t, t[1], t[2], t[2500], t[2501], t[5002])
print(table.remove(t, 2500), table.remove(t, 1), #t, t[1], t[2499], t[2500], t[5000], t[5001])

-- pack and unpack
t = table.pack() print(t.n, t[1])
t = table.pack(nil, 2, nil) print(t.n, t[1], t[2], t[3])
print(table.unpack({})) print(table.unpack({1, 2, 3})) print(table.unpack({1, 2, 3}, 2)) print(table.unpack({1, 2, 3}, -1, 1))
print(table.unpack({1, 2}, 2, 5)) print(table.unpack({1, 2}, 2, 1)) print(table.unpack({1, 2}, "1", "1"))
show(table.unpack) show(table.unpack, {}, 1, 1e8) show(table.unpack, {}, 0, 2^31 - 1) show(table.unpack, {}, -2^31, 2^31 - 1)
show(table.unpack, {}, {}) show(table.unpack, {}, 1, "x") show(table.unpack, {}, 1, 1/0)
print(table.unpack({[2^31 - 1] = 20}, 2^31 - 2, 2^31 - 1))
t = {} for i = 1, 3500 do t[i] = i * 2 end
t = table.pack(table.unpack(t)) print(t.n, #t, t[1], t[1000], t[1001], t[3500])

-- concat
print(table.concat({}), table.concat({}, ","), table.concat({"a"}, ","), table.concat({1, 2.5, -1 / math.huge, 1e15, "x", 2^53}, " "))
print(table.concat({1, 2, 3}, ", ", 2), table.concat({1, 2, 3}, ", ", 2, 2), table.concat({1, 2, 3}, ", ", 3, 2), table.concat({1, 2, 3}, 4))
show(table.concat, {1, 2, {}}) show(table.concat, {1, nil, 3}, ",", 1, 3) show(table.concat, {}, "", 2^31) show(table.concat, {}, "", 1, 2^31)
show(table.concat, {1, 2}, {}) show(table.concat, {1, 2}, ",", "x") show(table.concat, {}, ",", 2147483647, 2147483647)
show(table.concat, {true}) show(table.concat) show(table.concat, "x") show(table.concat, {1}, ",", 1, {})
show(table.concat, {[2147483647] = "x"}, ",", 2147483647, 2147483647)
t = {} for i = 1, 4000 do t[i] = i end
local s = table.concat(t, ";") print(#s) print(s)

-- __len counts, other metamethods do not
local log = {}
local meta = {
  __len = function(x) log[#log + 1] = "len" return x.n end,
  __index = function() return "never" end, __newindex = function() log[#log + 1] = "never" end}
local function list(n, ...) return setmetatable({n = n, ...}, meta) end
print(table.unpack(list(2, 1, 2, 3))) print(table.concat(list("2", 1, 2, 3), "-")) print(table.unpack(list(3, 1, 2)))
t = list(2, 1, 2, 3) print(table.insert(t, "x"), t[3], table.insert(t, 1, "y"), t[1], t[2], t[3])
t = list(2, 1, 2, 3) print(table.remove(t), t[3], table.remove(t, 1), t[1])
t = list(3, 3, 2, 1) table.sort(t) print(t[1], t[2], t[3])
print(table.concat(log, " "))
local wrong = setmetatable({}, {__len = function() return {} end})
show(table.unpack, wrong) show(table.insert, wrong, 1) show(table.remove, wrong) show(table.sort, wrong) show(table.concat, wrong)
show(table.unpack, wrong, 1, 2)
local failing = setmetatable({}, {__len = function() local x = nil; return x.y end})
show(table.sort, failing) show(table.unpack, failing)
local yielding = setmetatable({7, 8, 9}, {__len = function() return coroutine.yield("how long?") end})
local co = coroutine.wrap(function() return pcall(table.unpack, {1, 2}) end) print(co())
