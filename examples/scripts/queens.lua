-- Eight queens: counts every way to place them so that none attacks another, and draws the first.
local size = 8
local columns, rising, falling, board = {}, {}, {}, {}
local solutions = 0

local function draw()
  for row = 1, size do
    print((". "):rep(board[row] - 1) .. "Q " .. (". "):rep(size - board[row]))
  end
end

local function place(row)
  if row > size then
    solutions = solutions + 1
    if solutions == 1 then
      draw()
    end
    return
  end
  for column = 1, size do
    if not (columns[column] or rising[row + column] or falling[row - column]) then
      columns[column], rising[row + column], falling[row - column] = true, true, true
      board[row] = column
      place(row + 1)
      columns[column], rising[row + column], falling[row - column] = nil, nil, nil
    end
  end
end

place(1)
print(solutions .. " solutions")
