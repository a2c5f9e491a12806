-- Bad arguments of functions that no Lua function called: they are found by their global name.
for _, f in ipairs {string.rep, string.format, table.concat, table.insert, math.floor, math.max, bit32.band, coroutine.resume, string.gsub} do
  print(pcall(f))
end
print(pcall(string.rep, "x", "y")) print(pcall(table.insert, {}, "a", "b")) print(pcall(string.char, -1)) print(pcall(math.random, 0))
local function tail(...) return string.rep(...) end
print(pcall(tail)) print(pcall(tail, "x", {}))
print(coroutine.resume(coroutine.create(string.rep)))
print(xpcall(string.rep, function(m) return "handled: " .. m end))
print(pcall(function() local r = pcall() return r end)) print(pcall(error)) print(pcall(string.rep, "x", 1, 2))
