-- Loops nested of every kind, with breaks at each level.
local out = {}
for a = 1, 2 do
  local b = 0
  while b < 2 do
    b = b + 1
    local c = 0
    repeat
      c = c + 1
      for _, d in ipairs {"x", "y", "z"} do
        if d == "z" then break end
        for e = 3, 1, -1 do
          if e == a then break end
          out[#out + 1] = a .. b .. c .. d .. e
        end
      end
      if c == b then break end
    until c >= 2
  end
end
print(#out, table.concat(out, " "))
local count = 0
for _ = 1, 3 do for _ = 1, 3 do for _ = 1, 3 do for _ = 1, 3 do for _ = 1, 3 do count = count + 1 end end end end end
print(count)
