-- A handler that fails is asked about its own error.
print(xpcall(function() error("a", 0) end, function(m) if m == "a" then error("b", 0) end return "handled " .. m end))
local n = 0
print(xpcall(function() error("first", 0) end, function(m) n = n + 1 if n < 4 then error(m .. n, 0) end return m end))
print((xpcall(function() error("x", 0) end, function() error("always", 0) end)))
print((xpcall(function() error("x", 0) end, function(m) return nil + 1 end)))
print((pcall(xpcall, error, nil)))
print("still here")
