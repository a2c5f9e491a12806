-- sources with very many different names, constants and strings
local s = {}
for i = 1, 15000 do s[i] = "n" .. i .. " = " .. i .. ".5 x = 's" .. i .. "' " end
print(load(table.concat(s)) ~= nil)
