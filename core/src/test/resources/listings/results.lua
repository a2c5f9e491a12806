-- Three results, of which nobody makes a list.
local function split(n) return n, n % 7, n / 2 end
local function use(n) local a, b, c = split(n) return a + b + c end
use(1)
