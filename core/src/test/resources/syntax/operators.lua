-- every operator, on variables, constants and both; folding; priorities and associativity
local a, b, c = 1, 2.5, "s"
local sums = a + b - 3 - a * b / 4 % a ^ 2 ^ b
local folded = 1 + 2 * 3 - 4 / 2 % 3 + 2 ^ 3 ^ 0.5 - -7
local unfolded = 1 / 0 + 0 % 0
local negated = -a + -(-b) - -2 ^ 2
local lengths = #c + #{} + #"abc" - -#c
local chain = a .. b .. c .. "x" .. (a .. b) .. 1
local strings = "a" + 1 .. "2" * "3"
global = (a + b) * (a - b) / ((a))
local big, small = 1e300 * 1e10, 0x.8p-3 + 0xA + 1e-7
x, y = y, x
return -global.field, not global[1], #global[a + 1], big, small
