-- Six queens, every solution, by recursion.
local n, found, cols, up, down, row = 6, 0, {}, {}, {}, {}
local function place(r)
  if r > n then found = found + 1 print(table.concat(row, " ")) return end
  for c = 1, n do if not cols[c] and not up[r + c] and not down[r - c] then cols[c], up[r + c], down[r - c], row[r] = true, true, true, c place(r + 1) cols[c], up[r + c], down[r - c] = nil end end
end
place(1) print(found)
