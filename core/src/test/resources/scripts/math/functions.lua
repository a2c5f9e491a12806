-- Roots, exponentials, logarithms, trigonometry, extremes.
local m = math
print(m.sqrt(2), m.sqrt(0), m.sqrt(16), m.exp(0), m.exp(1), m.exp(-1), m.exp(710), m.exp(-1000), m.pow(2, 10), m.pow(2, 0.5), m.pow(-8, 3)) print(m.log(1), m.log(10), m.log(100, 10), m.log(8, 2), m.log(0.125, 2), m.log(27, 3), m.log(0), m.log(2, 4), m.log(1000, 10), m.log(math.huge))
print(m.sin(0), m.sin(1), m.cos(0), m.cos(1), m.tan(1), m.asin(1), m.acos(0), m.atan(1), m.atan2(1, 1), m.atan2(-1, -1), m.atan2(0, -1), m.atan2(1, 0), m.sinh(1), m.cosh(1), m.tanh(1), m.tanh(100)) print(m.pi, m.deg(m.pi), m.rad(180), m.deg(1), m.rad(90), m.huge, -m.huge)
print(m.max(1), m.max(1, 2, 3), m.max(3, 2, 1), m.min(1, 2, 3), m.min(-1, -1.5), m.max("10", 9), m.max(-0.0, 0) == 0, m.max(m.huge, 1), m.min(m.huge, 1), m.max(1, 2.5, "2")) print(m.frexp(0), m.frexp(1)) print(m.frexp(8)) print(m.frexp(0.3)) print(m.frexp(-5)) print(m.frexp(2 ^ 100)) print((m.frexp(5e-324))) print(m.ldexp(0.5, 4), m.ldexp(1, -2), m.ldexp(1, 2000), m.ldexp(3, 0), m.ldexp(-1, 10), m.ldexp(1, -1074), m.ldexp(1, -1080))
for i = -3, 3 do print(i, ("%.10f %.10f %.10f %.10f"):format(m.sin(i), m.cos(i), m.exp(i), m.atan(i))) end
