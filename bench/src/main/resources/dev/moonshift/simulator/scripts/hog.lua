-- Never has enough: counts primes for ever.
local function isPrime(n)
  for d = 2, n do
    if d * d > n then return true end
    if n % d == 0 then return false end
  end
  return true
end

local n, found = 1, 0
while true do
  n = n % 100000 + 1
  if isPrime(n) then found = found + 1 end
end
