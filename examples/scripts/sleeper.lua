-- A polite process: it gives up the rest of its turn by yielding, and prints now and then.
local naps = 0
for hour = 1, 6 do
  for _ = 1, 50 do
    coroutine.yield() -- in the main body of a process this hands the turn to the next one
    naps = naps + 1
  end
  print(("hour %d, %d naps taken"):format(hour, naps))
end
print("awake")
