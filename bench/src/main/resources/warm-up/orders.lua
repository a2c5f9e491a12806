-- Orders come in, are served by priority and written to a log: a little of everything, for as many
-- rounds as the argument says.
local rounds = ...
local seed = SEED

local function random(n)
  seed = (seed * 16807) % 2147483647
  return seed % n + 1
end

local Queue = {}
Queue.__index = Queue

function Queue.new(before)
  return setmetatable({ before = before, size = 0 }, Queue)
end

function Queue:push(item)
  local i = self.size + 1
  self.size = i
  while i > 1 and self.before(item, self[(i - i % 2) / 2]) do
    local parent = (i - i % 2) / 2
    self[i], i = self[parent], parent
  end
  self[i] = item
end

function Queue:pop()
  local first, last, i = self[1], self[self.size], 1
  self[self.size] = nil
  self.size = self.size - 1
  while 2 * i <= self.size do
    local child = 2 * i
    if child < self.size and self.before(self[child + 1], self[child]) then child = child + 1 end
    if not self.before(self[child], last) then break end
    self[i], i = self[child], child
  end
  if self.size > 0 then self[i] = last end
  return first
end

local total, log = 0, {}
local queue = Queue.new(function(a, b) return a.priority < b.priority end)
for round = 1, rounds do
  for i = 1, 8 do queue:push({ priority = random(100), amount = random(1000) / 4 }) end
  for i = 1, 8 do total = total + queue:pop().amount * (round % 3) end
  log[#log + 1] = "round " .. round .. ": " .. total
  if #log == 20 then total, log = total + #table.concat(log, "\n"), {} end
end
return total
