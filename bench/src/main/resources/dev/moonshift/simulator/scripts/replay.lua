-- Uses as much fuel as a request says, to the unit: an empty loop costs 1 each time around.
local OVERHEAD = 0
for size in request do
  for _ = 1, size - OVERHEAD do end
end
