-- upvalues of every distance, and blocks that close them
local a, b = 1, 2
local function outer()
  local c = a
  local function middle()
    local function inner() a = b + c; return a end
    return inner
  end
  return middle, b
end
for i = 1, 3 do
  local j = i
  fs[i] = function() j = j + 1; return i + j end
end
for k, v in pairs(fs) do
  fs[k] = function() return k, v end
  if k then break end
end
while a do
  local x = a
  f = function() return x end
  if b then break end
  local y = x
  g = function() return y end
end
repeat
  local x = a
  f = function() return x end
until x
do
  local x
  f = function() x = f end
end
local function recursive(n) return recursive(n - 1) end
local _ENV = {f = f}
print = f
function f() print = nil; return _ENV end
do local _ENV = a; x = y end
