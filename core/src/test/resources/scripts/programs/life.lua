-- The game of life: a glider on a torus.
local w, h = 8, 6 local grid = {} for y = 1, h do grid[y] = {} for x = 1, w do grid[y][x] = 0 end end for _, c in ipairs {{2, 1}, {3, 2}, {1, 3}, {2, 3}, {3, 3}} do grid[c[2]][c[1]] = 1 end
local function step(g) local r = {} for y = 1, h do r[y] = {} for x = 1, w do local n = -g[y][x] for dy = -1, 1 do local row = g[(y + dy - 1) % h + 1] for dx = -1, 1 do n = n + row[(x + dx - 1) % w + 1] end end r[y][x] = (n == 3 or n == 2 and g[y][x] == 1) and 1 or 0 end end return r end
for _ = 1, 5 do for y = 1, h do print((table.concat(grid[y]):gsub("0", "."):gsub("1", "#"))) end print() grid = step(grid) end
