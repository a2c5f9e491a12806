-- Short functions that yield, resume and iterate.
local yield, wrap = coroutine.yield, coroutine.wrap
local function give(x) return yield(x) end
local function both(x) local a, b = yield(x, x + 1) return a, b end
local generator = wrap(function(n)
  local got = {}
  for i = 1, n do
    got[#got + 1] = give(i)
    local a, b = both(i * 10)
    got[#got + 1] = a .. b
  end
  return table.concat(got, " ")
end)
local function step(x, y) return generator(x, y) end
local out = { step(30) }
for i = 1, 59 do
  local a, b = step("r" .. i, "s")
  out[i % 7 + 1] = a .. ":" .. tostring(b)
end
print(step("end", "."))
print(table.concat(out, " "))

local function upto(n, i) if i < n then return i + 1 end end
local function range(n) return upto, n, 0 end
local function pairsOf(list)
  local i = 0
  return function() i = i + 1 if list[i] then return i, list[i] end end
end
local function halves(n, x) if x > 1 then return x / 2, "h" .. n end end
local sum, keys = 0, {}
for round = 1, 8 do
  for i in range(6) do sum = sum + i end
  for i, v in pairsOf({ "a", "b", round }) do keys[i] = v end
  for x, name, third in halves, round, 40 do
    sum = sum + x + #name
    assert(third == nil)
  end
  for i in range(round % 2 == 0 and 3 or 2) do
    for j in range(i) do sum = sum + j * i end
  end
end
print(sum, keys[1], keys[2], keys[3])
local function stops(s, i) if i < 3 then return i + 1 end return nil end
local function ofTexts(s, i) i = (i or 0) + 1 if i <= #s then return i, s:sub(i, i) end end
local text = ""
for round = 1, 20 do
  for i in stops, nil, 0 do text = text .. i end
  for i, c in ofTexts, "xyz" do text = text .. c .. i end
end
print(#text, text:sub(1, 20))
print(pcall(function() for i in upto, 5 do print(i) end end))
