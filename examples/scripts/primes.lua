-- The sieve of Eratosthenes, and how the primes thin out.
local limit = 50000
local composite = {}
local found = 0
for n = 2, limit do
  if not composite[n] then
    found = found + 1
    for multiple = n * n, limit, n do
      composite[multiple] = true
    end
  end
  if n % 5000 == 0 then
    print(("up to %5d: %4d primes, one in %.2f"):format(n, found, n / found))
  end
end
