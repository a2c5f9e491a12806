-- Numbers and how reference Lua prints them: the exact value as %a, a tab, tostring.
-- Regenerate with: lua5.2 number-format.lua > number-format.txt
math.randomseed(1)

local function show(x)
  print(string.format("%a\t%s", x, tostring(x)))
end

for _, x in ipairs {0, -0.0, 1, -1, 0.5, 1.5, 2.5, 1/0, -1/0, 0.1, 1/3, 2/3, math.pi, 5e-324,
    2.2250738585072014e-308, 1.7976931348623157e308, 2^53, 2^53 + 2, 2^63, 2^64, 1e21, 1e22, 1e23} do
  show(x)
end

-- Powers of ten and of two, and their neighbours.
for e = -323, 308 do
  local x = tonumber("1e" .. e)
  show(x)
  show(x * (1 + 2^-52))
  show(-x * (1 - 2^-53))
end
for e = -1074, 1023, 3 do
  show(2^e)
end

-- Ties at the fifteenth digit, and next to them.
for i = 1, 400 do
  local digits = math.random(1e7, 1e8 - 1) * 1e6 + math.random(0, 999999)
  local x = digits + 0.5
  show(x)
  show(x * (1 + 2^-52))
  show(x / 1024)
  show((digits * 10 + 5) * 2)
end
show(99999999999999.5)
show(9999999999999.95)
show(0.000099999999999999995)

-- Everyday numbers.
for i = 1, 1500 do
  show(math.random(0, 1e6) / 10^math.random(0, 8))
  show(math.random() * 10^math.random(-3, 16))
end

-- Any exponent, any fraction.
for i = 1, 2500 do
  local m = math.random(0, 2^26 - 1) * 2^27 + math.random(0, 2^27 - 1)
  show(math.ldexp(m, math.random(-1126, 970)) * (math.random() < 0.5 and -1 or 1))
end

-- Where whole numbers of some width end, and halves beside them.
for e = 0, 64 do
  for _, d in ipairs {-1, -0.5, 0, 0.5, 1} do
    show(2^e + d)
    show(-2^e + d)
  end
end
for e = 0, 20 do
  for _, d in ipairs {-1, -0.5, 0.5, 1} do
    show(10^e + d)
  end
end

-- Denormals.
for e = -1074, -1022 do
  show(2^e)
  show(-(2^e) * 1.5)
  show(2^e * math.random(1, 1000))
end
