-- __len and #.
local t = setmetatable({1, 2, 3}, {__len = function(self) return "len" .. rawlen(self) end})
print(#t, rawlen(t), #"abc", rawlen("abcd"), #{}, #{1, 2}, #"")
print(#setmetatable({}, {__len = function() return nil end}), #setmetatable({}, {__len = function() return 1, 2 end}))
print(-#"ab", #t .. "!", #"a" + #"bc")
local s = setmetatable({}, {__len = function() return 3 end, __index = function(_, i) return i * 10 end})
print(#s, table.unpack(s, 1, #s))
for i, v in ipairs(s) do if i > 4 then break end print(i, v) end
print(table.concat({1, 2, 3}, ","), select("#", table.unpack(s)))
print(pcall(function() local r = rawlen(5) return r end)) print(pcall(function() local r = rawlen() return r end))
print(select(2, pcall(function() local n = 5 return #n end)))
print(select(2, pcall(function() local t = {} return #t.x end)))
print(select(2, pcall(function() return #print end)))
print(select(2, pcall(function() return #undefined end)))
