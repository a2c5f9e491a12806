-- goto, labels and breaks, forwards and backwards, out of blocks with closures
do
  local i = 1
  ::top::
  if i > 3 then goto done end
  i = i + 1
  goto top
end
::done::
for i = 1, 10 do
  for j = 1, 10 do
    local x = j
    f = function() return x, i end
    if x == 2 then goto continue end
    if x == 3 then goto out; end
    if x == 4 then break end
    if x == 5 then break else f() end
    if x == 6 then break; f() end
    g(x)
    ::continue::
  end
  ::inner:: ; ::again:: ;
end
::out::
while true do
  local x
  if x then goto next end
  do
    local y = x
    f = function() return y end
    goto next
  end
  ::next::
end
repeat
  local x = f()
  if x then break end
  f = function() return x end
until x
do goto skip; local y = 1; ::skip:: end
function f()
  goto last
  do ::unused:: end
  ::last::
end
