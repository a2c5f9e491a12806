-- Of a position, select takes the lowest 32 bits, as a C int.
local function try(...)
  local ok, result = pcall(...)
  print(ok, ok and result or result:match("%(.*%)"))
end

for _, n in ipairs {2 ^ 53, 2 ^ 31, 2 ^ 32, -2 ^ 31, -2 ^ 53, 1e300, -1e300, 2 ^ 32 + 1, -2 ^ 32 - 1, 2 ^ 53 + 2, 0, -3, 0.9, -0.9, 1.9} do
  try(select, n, "a", "b")
end
print(select("#"), select("#", nil, nil), select(-1, 1, 2, 3), (select(2 ^ 31 - 1, 1)))
print(select('#x', 1, 2), select('##', nil)) -- the first byte counts
try(select, '', 1)
try(select, 'x#', 1)
local function far(...) return select(-1, ...), (select(2, ...)), select('#', ...) end
for round = 1, 30 do
  local long = {}
  for i = 1, round do long[i] = i end
  print(far(nil, round, table.unpack(long)))
end
