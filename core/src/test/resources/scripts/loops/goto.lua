-- goto: loops made by hand, continue, leaving nested loops, jumping back over locals.
do
  local i = 1
  ::top::
  if i <= 3 then print("top", i) i = i + 1 goto top end
end
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto next_i end
    if i == 3 then goto done end
    print(i, j)
  end
  ::next_i::
end
::done::
do goto over print("never") ::over:: end
local function state_machine(input)
  local pos, seen = 0, {}
  ::start::
  pos = pos + 1
  local c = input:sub(pos, pos)
  if c == "a" then goto state_a elseif c == "b" then goto state_b else goto stop end
  ::state_a:: do seen[#seen + 1] = "A" goto start end
  ::state_b:: do seen[#seen + 1] = "B" goto start end
  ::stop::
  return table.concat(seen)
end
print(pcall(function() local r = load("goto x local a ::x:: print(a)", "=g") return r end))
print(state_machine and "machine")
do
  local fs = {}
  local i = 0
  ::again::
  local v = i * 10
  fs[#fs + 1] = function() v = v + 1 return v end
  i = i + 1
  if i < 3 then goto again end
  print(fs[1](), fs[1](), fs[2](), fs[3]())
end
do
  local k = 0
  ::a:: do ::a2:: k = k + 1 if k < 3 then goto a2 end end
  if k < 5 then goto a end
  print("k", k)
end
while true do
  do goto out end
end
::out::
repeat
  local x = 1
  if x == 1 then goto continue end
  print("never")
  ::continue::
until true
do
  local n = 0
  for i = 1, 10 do
    if i % 3 ~= 0 then goto continue end
    n = n + i
    ::continue::
  end
  print(n)
end
