-- Loops over tables that hold numbers and other things, and change under way.
local function run(n)
  local total = 0
  local t, m = {}, {}
  for i = 1, 50 do t[i] = i + 0.5 m["k" .. i] = i m[i * 3] = "v" .. i end
  local mixed = { 1, "two", 3.5, true, x = 1, y = { 2 } }
  for r = 1, n do
    for i, v in ipairs(t) do total = total + i * v t[i] = v + 1 end
    for k, v in pairs(m) do if type(k) == "string" then total = total + v m[k] = v + 1 else total = total + k + #v end end
    for i in ipairs(mixed) do total = total + i end
    for k, v in next, mixed do if type(v) == "number" then total = total + v elseif type(k) == "number" then total = total + k end end
    local fs = {}
    for i, v in ipairs(mixed) do fs[#fs + 1] = function() i = i + 1 return i, v end end
    for _, f in ipairs(fs) do total = total + f() end
    for k, v in pairs(t) do if k % 5 == 0 then t[k] = nil t[k] = v end end
    for k in pairs(mixed) do if k == "x" then mixed.x = r end end
    if r % 5 == 0 then for k, v in pairs({ a = 1, b = 2 }) do total = total + v end for i, v in ipairs({}) do total = total + 1000 end end
    for k, v in (r % 2 == 0 and pairs or ipairs)(mixed) do total = total + (type(k) == "number" and k or 7) end
    for i, c in function(s, i) if i < #s then return i + 1, s:byte(i + 1) end end, "abc", 0 do total = total + c end
    total = total % 1000000007
  end
  return total
end
print(run(12))
print(run(24))
print(run(36))
