-- __le without a metamethod asks __lt with the operands swapped and negates, also when that yields.
local mt = {__lt = function(a, b) return coroutine.yield(a.n .. "<" .. b.n) end}
local a, b = setmetatable({n = "a"}, mt), setmetatable({n = "b"}, mt)
local function run(f, answer)
  local co = coroutine.wrap(f)
  print(co()) print(co(answer))
end
for _, answer in ipairs {true, false} do
  run(function() return a <= b end, answer)
  run(function() return a >= b end, answer)
  run(function() return not (a <= b) end, answer)
  run(function() if a <= b then return "then" else return "else" end end, answer)
  run(function() return a < b end, answer)
end
