-- Minus zero: equal to zero, told apart by division, kept by the operators that keep it.
local zero = 0
local minus = -zero
print(minus, zero, minus == zero, 1 / zero, 1 / minus)
print(1 / (0 * -1), 1 / (zero * -1), 1 / (-1 * zero), 1 / (minus + zero), 1 / (minus + minus))
print(1 / (zero - zero), 1 / (minus - zero), 1 / (zero - minus), 1 / -minus)
print(1 / (minus * minus), 1 / (minus / 5), 1 / (zero / -5), 1 / (minus ^ 3), 1 / (minus ^ 2))
print(1 / (-0.0), 1 / 0.0, 1 / -0)
print(tostring(minus), minus .. "", string.format("%g %d %.1f", minus, minus, minus))
print(minus < zero, minus > zero, minus <= zero, minus >= zero)
local t = {}
t[zero] = "zero"
print(t[minus], t[-0.0], rawget(t, minus))
t[minus] = "minus"
print(t[zero], rawequal(zero, minus))
print(1 / math.max(zero, minus), 1 / math.abs(minus), 1 / math.floor(minus), 1 / math.ceil(-0.5))
print(1 / tonumber("-0"), 1 / tonumber("0"), 1 / math.fmod(-6, 3), 1 / (6 % -3 * 1))
for i = minus, 1 do print(i, 1 / i) end
