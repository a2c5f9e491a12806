-- Yields inside the iterator of a generic for, and in nested loops.
local function run(f)
  local co = coroutine.wrap(f)
  local v = co("start")
  while v do print("  yielded", v) v = co("go") end
end
run(function()
  for i, v in function(s, c) c = c + 1 local got = coroutine.yield("asking " .. c) if c <= 3 then return c, got end end, nil, 0 do print(i, v) end
end)
run(function()
  local t = setmetatable({}, {__call = function(_, s, c) coroutine.yield("called") if not c then return 1 end end})
  for i in t do print("i", i) end
end)
run(function()
  for i = 1, 2 do for j = 1, 2 do print(i, j, coroutine.yield(i * 10 + j)) end end
end)
run(function()
  local t = setmetatable({}, {__index = function(t, i) coroutine.yield("index " .. i) if i < 3 then return i * i end end})
  local i = 1
  while t[i] do i = i + 1 end
  repeat i = i - 1 until not t[i] or i == 1
  for k = t[1], t[2] do print("for", k) end
end)
run(function()
  for k, v in coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i, i * i) end end) do coroutine.yield("outer " .. k .. " " .. v) end
end)
