-- Operands are evaluated from left to right; table stores of one assignment run last to first.
local log = {}
local function v(name, value) log[#log + 1] = name return value end
local function flush(what) print(what, table.concat(log, " ")) log = {} end
local t = setmetatable({}, {
  __newindex = function(_, k, x) log[#log + 1] = "set " .. tostring(k) .. "=" .. tostring(x) end,
  __index = function(_, k) log[#log + 1] = "get " .. tostring(k) return k end,
})
t[v("k1", "a")], t[v("k2", "b")] = v("v1", 1), v("v2", 2)
flush "stores:"
local _ = v("x", 1) + v("y", 2) * v("z", 3)
flush "arithmetic:"
_ = v("f", print == nil) or v("g", 1) and v("h", 2)
flush "logic:"
_ = {v("1", 1), k = v("2", 2), [v("3", 3)] = v("4", 4), v("5", 5)}
flush "constructor:"
local function call(...) end
v("function", call)(v("first", 1), v("second", 2))
flush "call:"
_ = v("a", "a") .. v("b", "b") .. v("c", "c")
flush "concat:"
_ = v("l", 1) < v("r", 2), v("l", 1) > v("r", 2), v("l", 1) >= v("r", 2)
flush "compare:"
t.x, t.y, t.z = t.p, t.q
flush "fields:"
t[t.key] = t.value
flush "nested:"
