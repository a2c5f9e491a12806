-- __newindex: only for absent keys; function, table, chain, rawset.
local log = {}
local t = setmetatable({old = 1}, {__newindex = function(self, k, v) log[#log + 1] = k .. "=" .. tostring(v) rawset(self, k, v) end})
t.old = 2 t.new = 3 t.new = 4 t[1] = "x" t[1] = "y" t.gone = nil t.gone = nil
print(table.concat(log, " "), t.old, t.new, t[1])
local store = {}
local proxy = setmetatable({}, {__newindex = store, __index = store})
proxy.a, proxy.b = 1, 2
print(rawget(proxy, "a"), store.a, store.b, proxy.a, next(proxy))
local chained = setmetatable({}, {__newindex = setmetatable({}, {__newindex = function(s, k, v) log.last = k .. v end})})
chained.z = "!" print(log.last, rawget(chained, "z"))
local readonly = setmetatable({}, {__index = {x = 1}, __newindex = function(_, k) error("read only: " .. k, 2) end})
print(readonly.x, pcall(function() readonly.x = 2 end))
print(pcall(function() setmetatable({}, {__newindex = 5}).x = 1 end))
local cleared = setmetatable({k = 1}, {__newindex = function() log.cleared = (log.cleared or 0) + 1 end})
cleared.k = nil cleared.k = 5 print(rawget(cleared, "k"), log.cleared)
local order = setmetatable({}, {__newindex = function(t, k, v) rawset(t, #t + 1, k) end})
order.c, order.a = 1, 2 order.b = 3
print(#order, order[3])
local st = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v and v * 2) end})
for i = 1, 3 do st[i] = i end table.insert(st, 9)
print(st[1], st[2], st[3], st[4])
print(pcall(function() (nil).x = 1 end == nil and print or function() local n = nil n.x = 1 end))
