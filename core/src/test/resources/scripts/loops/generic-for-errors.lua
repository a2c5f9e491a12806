-- Iterators that are missing or fail.
local function try(f) print(select(2, pcall(f))) end
try(function() for k in nil do end end)
try(function() for k in 5 do end end)
try(function() for k in {} do end end)
try(function() for k in "abc" do end end)
try(function() local t = {} for k in t.iterator do end end)
try(function() for k in pairs(nil) do end end)
try(function() for k in ipairs() do end end)
try(function() for k in next, 5 do end end)
try(function() for k in function() error("from the iterator") end do end end)
local ok, e = pcall(function() for k in function() error({code = 7}) end do end end)
print(ok, type(e), e.code)
try(function()
  local n = 0
  for k in function() n = n + 1 return n end do
    if k == 5 then error("stopped at " .. k, 0) end
  end
end)
try(function()
  for k, v
  in
  undefined_iterator(1)
  do end
end)
