local function half(x)
  return x / 2
end
local function sum(n)
  local s = 0
  for i = 1, n do
    s = s + half(i)
  end
  return s
end
sum(10)
