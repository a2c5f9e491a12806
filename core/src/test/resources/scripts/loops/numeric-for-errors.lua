-- What a numeric for refuses, and in which order it looks.
local function try(...) print(select(2, pcall(...))) end
try(function() for i = {}, 1 do end end)
try(function() for i = 1, {} do end end)
try(function() for i = 1, 2, {} do end end)
try(function() for i = "x", 1 do end end)
try(function() for i = 1, "x" do end end)
try(function() for i = 1, 2, "x" do end end)
try(function() for i = nil, nil, nil do end end)
try(function() for i = 1, nil, nil do end end)
try(function()
  local t = {}
  for i = 1,
      t.missing do
  end
end)
for i = 1, 3, 0 do print("a step of zero", i) break end
local n = 0
for i = 3, 1, 0 do n = n + 1 if n == 3 then break end end
print(n)
local order = {}
local function note(x, v) order[#order + 1] = x return v end
for _ = note("first", 1), note("last", 1), note("step", 1) do end
print(table.concat(order, " "))
