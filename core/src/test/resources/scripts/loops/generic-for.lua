-- Generic for: stateless and stateful iterators, three values, extra values dropped.
local function iter(limit, i) if i < limit then return i + 1, (i + 1) ^ 2 end end
for i, square in iter, 4, 0 do print(i, square) end
local function upto(n)
  local i = 0
  return function() i = i + 1 if i <= n then return i end end
end
for i in upto(3) do print("upto", i) end
for a, b, c, d, e in function(s, v) if not v then return 1, 2, 3, nil, 5 end end do print(a, b, c, d, e) end
for a, b in function(s, v) if not v then return 1 end end do print(a, b) end
for x in function(s, v) return v ~= false and false or nil end, nil, nil do print(x) end
for k, v in next, {10} do print(k, v) end
for i, v in ipairs {1, 2, nil, 4} do print(i, v) end
for i, v in ipairs {} do print("never") end
for w, n in ("one=1, two=2"):gmatch("(%w+)=(%w+)") do print(w, n) end
local t = setmetatable({}, {__call = function(self, state, last) last = (last or 0) + 1 if last < 4 then return last, state end end})
for i, s in t, "state" do print(i, s) end
for i in upto(5) do
  if i == 2 then goto continue end
  if i == 4 then break end
  print("i", i)
  ::continue::
end
local fs = {}
for i, v in ipairs {"a", "b", "c"} do fs[i] = function() v = v .. i return v end end
print(fs[1](), fs[2](), fs[1](), fs[3]())
for k, v in (function() return next, {x = 1}, nil end)() do print(k, v) end
for i in upto(2) do for j in upto(2) do print(i, j) end end
local function changed(s, i) i = i + 1 if i <= 3 then return i end end
for i in changed, nil, 0 do local j = i i = 100 print(j, i) end
