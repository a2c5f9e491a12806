-- A bank counter simulated: customers queue, two clerks serve, all from a small random generator.
local seed = 2024
local function random(n)
  seed = (seed * 16807) % 2147483647
  return seed % n + 1
end

local queue, first, last = {}, 1, 0
local clerks = {{name = "Ann", busy = 0, served = 0}, {name = "Bob", busy = 0, served = 0}}
local waited, longest, arrived = 0, 0, 0

for minute = 1, 480 do
  if random(3) == 1 then
    last = last + 1
    queue[last] = minute
    arrived = arrived + 1
  end
  for _, clerk in ipairs(clerks) do
    if clerk.busy > 0 then
      clerk.busy = clerk.busy - 1
    elseif first <= last then
      local wait = minute - queue[first]
      queue[first] = nil
      first = first + 1
      waited = waited + wait
      longest = math.max(longest, wait)
      clerk.busy = random(9)
      clerk.served = clerk.served + 1
    end
  end
  if minute % 60 == 0 then
    print(("%02d:00  %2d in the queue, %3d served"):format(9 + minute / 60, last - first + 1, first - 1))
  end
end

for _, clerk in ipairs(clerks) do
  print(("%s served %d"):format(clerk.name, clerk.served))
end
print(("%d came, waited %.1f minutes on average, %d at most"):format(arrived, waited / (first - 1), longest))
