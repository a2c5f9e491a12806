-- floor, ceil, modf, fmod, abs.
for _, x in ipairs {0, 0.5, -0.5, 1.5, -1.5, 2.999999, -2.999999, 1e15 + 0.5, 2 ^ 31, -2 ^ 31, 2 ^ 31 + 0.5, 2 ^ 53, 1e300, -1e300, math.huge, -math.huge} do print(x, math.floor(x), math.ceil(x), math.abs(x), math.modf(x)) end
for _, p in ipairs {{7, 3}, {-7, 3}, {7, -3}, {5.5, 2}, {-5.5, 2}, {1e15, 7}, {3, math.huge}, {0, 5}, {6, 3}, {1, 0.1}} do print(p[1], p[2], math.fmod(p[1], p[2])) end
print(math.floor("3.7"), math.ceil("-3.7"), math.abs("-2"), math.floor(-0.0) == 0, math.floor(3), math.modf(3.25), math.modf(-3.25)) print(math.floor(2147483647.9), math.floor(-2147483648.1), math.ceil(4294967295.2), math.floor(1e100) == 1e100)
local nan = 0 / 0 print(math.floor(nan) ~= math.floor(nan), math.ceil(nan) ~= math.ceil(nan), math.abs(nan) ~= math.abs(nan))
