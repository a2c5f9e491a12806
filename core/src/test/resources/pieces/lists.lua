-- calls, returns, varargs and coroutines with very many values
local many = 150000
local t = {}
local function count(...) return select("#", ...) end
local function last(n, ...) return (select(-1, ...)) end
local function pass(...) return 1, ... end
print(count(0, table.unpack(t, 1, many)))
print(count(pass(table.unpack(t, 1, many))))
print(count(pcall(count, pass(table.unpack(t, 1, many)))))
print(count(pcall(pass, pass(table.unpack(t, 1, many)))))
print(last(1, pass(table.unpack(t, 1, many))))
local co = coroutine.wrap(function(...) while true do coroutine.yield(1, ...) end end)
print(count(co(1, table.unpack(t, 1, many))))
print(count(coroutine.resume(coroutine.create(pass), 1, table.unpack(t, 1, many))))
local callable = setmetatable({}, {__call = count})
print(callable(table.unpack(t, 1, many)))
local function down(n, first, ...) if first == nil then return n end return down(n + 1, ...) end
for i = 1, 20000 do t[i] = i end
print(down(0, table.unpack(t)))
local function grow(...) return grow(1, 2, 3, ...) end
print(pcall(grow, table.unpack({}, 1, 999970)))
