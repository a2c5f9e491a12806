-- a reader that gives much, or little very often
local given = 0
local function reader(piece, times)
  given = 0
  return function() given = given + 1 if given <= times then return piece end end
end
print(load(reader(("x = 1 "):rep(20000), 4)) ~= nil)
print(load(reader("x = 1 ", 10000)) ~= nil)
print(load(reader("x", 50000)) ~= nil)
