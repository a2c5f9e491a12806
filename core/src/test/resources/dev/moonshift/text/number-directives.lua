-- Numbers under the directives that scripts use most: the exact value as %a, then %.14g, %a, %.3f, %e, %g
-- and %12.5g of it, and what tonumber makes of the %.14g, as %a; tabs between them.
-- Regenerate with: lua5.2 number-directives.lua > number-directives.txt
math.randomseed(5)

local count = 0

local function show(x)
  count = count + 1
  print(("%a\t%.14g\t%a\t%.3f\t%e\t%g\t%12.5g\t%a"):format(x, x, x, x, x, x, x, tonumber(("%.14g"):format(x)) or x))
end

for _, x in ipairs {0, -0.0, 1/0, -1/0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308} do
  show(x)
end
for e = -1074, 1023, 7 do
  show(2^e)
end
for e = -320, 308, 4 do
  show(tonumber("1e" .. e))
  show(tonumber("-9.9995e" .. e))
end
for i = 1, 400 do
  show(math.random(-4000, 4000) / 2^math.random(1, 12)) -- halves at the last digit shown
end
for e = 0, 63 do
  show(2^e - 0.5)
  show(-2^e + 1)
end
for i = 1, 400 do
  show(math.random(-1e6, 1e6) / 10^math.random(0, 6))
  show(math.ldexp(math.random(), math.random(-1080, 60)))
end
for i = 1, 200 do
  show(math.ldexp(math.random(), math.random(-1074, 1023)))
end
