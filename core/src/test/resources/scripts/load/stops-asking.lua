-- After a syntax error, load does not ask its reader for the rest.
local function endless(piece, first)
  local calls = 0
  local chunk, message = load(function()
    calls = calls + 1
    return calls == 1 and first or piece
  end, "=endless")
  print(chunk, message, calls < 100)
end

endless("x = = ")
endless(" ", "x = = 1 2 3 4 5 6 7 8 9")
endless("end ")
endless("a b c d ")
endless("'abc\n")
endless("'\\q' ")
endless("x = 1e ")
endless("goto = 1 ")
endless("[= ", "x = ")
endless("return return ")

local pieces = {"return ", "--[", "=", "=", "[ all ", "of ]", "=", "] this", "]=", "=] ", "1", "0", " + 5", "", "bad"}
local at = 0
print(load(function() at = at + 1 return pieces[at] end)(), at)

local source = [===[
local a, b = "x\65\x42\z
   y", [==[
first ]=] second]==] -- comment
--[[ long
comment ]] --[==[ ]] ]==]
return a .. b .. 'it''s' == nil, 0x1p4, 3 .. 4, 1e+2, a ~= b, a <= b, ...
]===]
source = source:gsub("'it''s' == nil", "'it'")
for size = 1, 9 do
  local position = 1
  local chunk = assert(load(function()
    position = position + size
    return source:sub(position - size, position - 1)
  end))
  print(chunk(size))
end

-- What is wrong is found in the order of the text, whatever the reader does later.
print(load(function() return {} end, "=reader"))
local calls = 0
print(load(function()
  calls = calls + 1
  if calls == 40 then error("too late", 0) end
  return "x = = 1 "
end, "=late"))
print(load(function() return nil end, "=mode", "b"))

local function refused(piece, mode)
  local asked = 0
  local _, message = load(function() asked = asked + 1 return piece end, "=mode", mode)
  print(message, asked)
end
refused("x = 1 ", "b")
refused("\27Lua", "t")
