-- Texts up to where operators work in pieces, and a little beyond, compared and joined where they
-- are compiled: what that costs decides where a turn ends.
local function text(length, at, byte)
  local made = ("abcdefghijklmnop"):rep(length / 16 + 1):sub(1, length)
  return at and made:sub(1, at - 1) .. byte .. made:sub(at + 1) or made
end

local function compare(a, b)
  local less, most, same, count = a < b, a <= b, a == b, 0
  if a > b then count = count + 1 end
  if not (a >= b) then count = count + 10 end
  if a ~= b then count = count + 100 end
  while count < 1000 and a <= b do count = count + 300 end
  return tostring(less) .. " " .. tostring(most) .. " " .. tostring(same) .. " " .. count
end

for _, length in ipairs {1, 31, 32, 33, 64, 65, 1000, 31999, 32000, 32001, 33000} do
  print(length)
  local one = text(length)
  print("", compare(one, text(length)), compare(one, one))
  print("", compare(one, one .. "x"), compare(one .. "x", one))
  for _, at in ipairs {1, 31, 32, 33, 64, 31999, 32000, 32001} do
    if at <= length then
      local before, behind = text(length, at, "A"), text(length, at, "z")
      print(at, compare(one, before), compare(one, behind), compare(behind, before))
    end
  end
end

-- without a safepoint between: as much as a unit may do at once, and then more
local function many(a, b)
  local c = a < b
  c = a <= b c = a == b c = a < b c = a <= b c = a == b c = a < b c = a <= b c = a == b
  c = a < b c = a <= b c = a == b c = a < b c = a <= b c = a == b c = a < b c = a <= b
  local d = a .. b
  d = b .. a d = a .. 1 d = 0.5 .. b d = a .. b .. a
  return c, #d
end
for round = 1, 30 do
  for _, length in ipairs {20, 100, 1000, 5000, 12000} do
    local c, n = many(text(length), text(length, length, "a"))
    if round % 10 == 0 then print(c, n) end
  end
end

local function join(a, b, n) return a .. n .. b, n .. a, a .. b .. n end
for _, length in ipairs {10, 500, 512, 1024, 10000, 15980, 15983, 15984, 15990, 15999, 16000, 16001, 20000} do
  local one, other = text(length), text(length, 3, "z")
  local sum = 0
  for round = 1, 12 do
    local x, y, z = join(one, other, round * 0.5)
    sum = sum + #x + #y + #z + x:byte(length + 1) + z:byte(-1)
  end
  print(length, sum)
end
