-- The never-ending one: it spins for ever, and everybody else still gets their turn.
print("I shall count for ever, and nobody will notice")
local n = 0
while true do
  n = n + 1
end
