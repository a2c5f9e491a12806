-- Uses as much fuel as it is told, to the unit: each time around an empty loop costs 1, and what else
-- there is to do is taken off.
local size = ...
for _ = 1, size - 9 do end
while true do
  size = request()
  for _ = 1, size - 9 do end
end
