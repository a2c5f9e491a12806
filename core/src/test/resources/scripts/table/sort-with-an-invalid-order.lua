-- A comparator that says yes to everything is reported.
print(pcall(table.sort, {5, 3, 1, 4, 2, 9, 8, 7, 6, 0}, function() return true end))
local ok = pcall(table.sort, {5, 3, 1, 4}, function() return false end) print(ok)
