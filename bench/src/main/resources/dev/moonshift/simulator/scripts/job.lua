-- Does one piece of work, about as long as it is told, and ends.
local size = ...
local memory, sum = {}, 0
for i = 1, size / 10 do
  local slot = i % 97 + 1
  memory[slot] = (memory[slot] or 0) + i
  sum = sum + memory[slot] % 7
end
return sum
