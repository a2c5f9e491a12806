-- long names of chunks, fields and functions in messages
local name = ("y"):rep(1500000)
local f = load("error('x')", name)
for i = 1, 100 do pcall(f) end
f = load("error('x')", "@" .. name)
for i = 1, 300 do pcall(f) end
f = load("local t = {} t['" .. name:sub(1, 100000) .. "']()")
print(#select(2, pcall(f)) < 10000)
f = load("return function(x) if x then goto last end do " .. ("local a = b "):rep(150) .. " end "
  .. ("do local a = 1 end "):rep(30000) .. "::last:: nothing.x = 1 end")()
for i = 1, 300 do pcall(f, true) end
print(select(2, pcall(f, true)))
