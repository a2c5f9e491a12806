-- Of a position, select takes the lowest 32 bits, as a C int.
local function try(...)
  local ok, result = pcall(...)
  print(ok, ok and result or result:match("%(.*%)"))
end

for _, n in ipairs {2 ^ 53, 2 ^ 31, 2 ^ 32, -2 ^ 31, -2 ^ 53, 1e300, -1e300, 2 ^ 32 + 1, -2 ^ 32 - 1, 2 ^ 53 + 2, 0, -3, 0.9, -0.9, 1.9} do
  try(select, n, "a", "b")
end
print(select("#"), select("#", nil, nil), select(-1, 1, 2, 3), (select(2 ^ 31 - 1, 1)))
