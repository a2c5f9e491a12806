-- setmetatable, getmetatable, __metatable.
local t = {}
print(getmetatable(t), setmetatable(t, nil) == t, getmetatable(t))
local mt = {}
print(setmetatable(t, mt) == t, getmetatable(t) == mt, getmetatable(setmetatable(t, nil)))
local locked = setmetatable({}, {__metatable = "locked"})
print(getmetatable(locked), pcall(function() local r = setmetatable(locked, {}) return r end))
print(getmetatable(setmetatable({}, {__metatable = false})), pcall(function() local r = setmetatable(locked, nil) return r end))
print(pcall(function() local r = setmetatable({}) return r end)) print(pcall(function() local r = setmetatable(5, {}) return r end)) print(pcall(function() local r = setmetatable({}, 5) return r end)) print(pcall(function() local r = setmetatable() return r end))
print(pcall(function() local r = getmetatable() return r end)) print(getmetatable(5), getmetatable(nil), getmetatable(print), getmetatable(true))
print(type(getmetatable("")), getmetatable("a") == getmetatable("b"))
local late = setmetatable({}, mt)
print(pcall(function() return late + 1 end))
mt.__add = function() return "added later" end
print(late + 1) mt.__add = nil print(pcall(function() return late + 1 end))
mt.__index = function() return 1 end print(late.x) mt.__index = nil print(late.x)
mt.__index = mt mt.y = "self" print(late.y)
setmetatable(mt, {__index = {__len = function() return 99 end}}) print(#late)
setmetatable(late, {__mode = "k"}) late[1] = {} print(type(late[1]))
local cls = setmetatable({}, {__call = function(c, ...) return setmetatable({...}, c) end}) cls.__index = cls
function cls:sum() local s = 0 for _, v in ipairs(self) do s = s + v end return s end
print(cls(1, 2, 3):sum())
