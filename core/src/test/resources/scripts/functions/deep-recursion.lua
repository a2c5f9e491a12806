-- Ten thousand levels deep, not by tail calls, with results that come back in order.
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(10000))
local function collect(n) if n == 0 then return "" end local rest = collect(n - 1) return rest .. (n % 10) end
print(#collect(500), collect(30))
local function ackermann(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ackermann(m - 1, 1) end
  return ackermann(m - 1, ackermann(m, n - 1))
end
print(ackermann(2, 5))
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(14))
local function hanoi(n, a, b, c) if n == 0 then return 0 end return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end
print(hanoi(8, "a", "b", "c"))
local function values(n) if n == 0 then return end return n, values(n - 1) end
print(values(20)) print(select("#", values(150)))
