-- Conway's game of life: a glider crosses a small world without edges.
local width, height, generations = 16, 6, 40

local world = {}
for y = 1, height do
  world[y] = {}
  for x = 1, width do
    world[y][x] = 0
  end
end
for _, cell in ipairs {{2, 1}, {3, 2}, {1, 3}, {2, 3}, {3, 3}} do
  world[cell[2]][cell[1]] = 1
end

local function neighbours(x, y)
  local count = -world[y][x]
  for dy = -1, 1 do
    local row = world[(y + dy - 1) % height + 1]
    for dx = -1, 1 do
      count = count + row[(x + dx - 1) % width + 1]
    end
  end
  return count
end

local function draw(generation)
  print("generation " .. generation)
  for y = 1, height do
    print((table.concat(world[y]):gsub("%d", {["0"] = ".", ["1"] = "#"})))
  end
end

for generation = 0, generations do
  if generation % 20 == 0 then
    draw(generation)
  end
  local after = {}
  for y = 1, height do
    after[y] = {}
    for x = 1, width do
      local n = neighbours(x, y)
      after[y][x] = (n == 3 or n == 2 and world[y][x] == 1) and 1 or 0
    end
  end
  world = after
end
