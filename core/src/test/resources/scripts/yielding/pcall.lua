-- Yields inside pcall and xpcall; errors after the yield are caught as if there had been none.
local function run(f, ...)
  local co = coroutine.create(f)
  local r = table.pack(coroutine.resume(co, ...))
  local n = 0
  while coroutine.status(co) ~= "dead" do
    n = n + 1
    print("  yielded", table.unpack(r, 2, r.n))
    r = table.pack(coroutine.resume(co, "v" .. n))
  end
  print(table.unpack(r, 1, r.n))
end
run(function(...) return pcall(function(...) return coroutine.yield(...), "end" end, ...) end, 1, nil, 3)
run(function() return pcall(function() coroutine.yield("before") error("after", 0) end) end)
run(function() return pcall(function() local x = coroutine.yield() error({x}) end) end == nil and print or function()
  local ok, e = pcall(function() local x = coroutine.yield() error({x}) end) return ok, e[1] end)
run(function() return pcall(pcall, pcall, coroutine.yield, "deep") end)
run(function() return xpcall(function(a) local b = coroutine.yield(a) return a, b end, print, "arg") end)
run(function() return xpcall(function() coroutine.yield("x") error("caught", 0) end, function(m) return "handled " .. m end) end)
run(function() return xpcall(function() coroutine.yield("x") local n = nil + 1 end, function(m) return "H:" .. m end) end)
run(function()
  local ok, e = pcall(function()
    local ok, e = pcall(function() coroutine.yield("inner") error("one", 0) end)
    coroutine.yield("outer", ok, e)
    error("two", 0)
  end)
  coroutine.yield("last", ok, e)
  error("three", 0)
end)
run(function() for i = 1, 3 do print(pcall(coroutine.yield, i)) end return "looped" end)
run(function() return select("#", pcall(coroutine.yield)) end)
