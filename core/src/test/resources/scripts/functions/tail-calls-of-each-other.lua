-- Functions that call themselves and each other in tail position, by turns.
local a, b, c
function a(n, s)
  if n <= 0 then return s end
  if n % 3 == 0 then return b(n - 1, s + 1) end
  return a(n - 1, s)
end
function b(n, s) return a(n - 1, s + 2) end
local s = 0
for i = 1, 120 do s = s + a(i % 40, i) end
print(s)

-- with a variable that closures share, which belongs to one activation alone
function c(n, list)
  local mine = n
  list[#list + 1] = function() mine = mine + 1 return mine end
  if n == 0 then return list end
  if n % 2 == 0 then return b(2, n) and c(n - 1, list) end
  return c(n - 1, list)
end
for i = 1, 40 do
  local sum = 0
  for _, f in ipairs(c(i, {})) do sum = sum + f() * f() end
  print(sum)
end

-- an error at the end of them
local function fail(n, x) if n == 0 then return x.field end return a(n, x) end
function b(n, x) return fail(n - 1, x) end
for i = 1, 40 do print(pcall(fail, 3, i < 30 and i or nil)) end
