-- xpcall: the handler sees the error where it happened and its result is what comes back.
local function handler(m) return "handled: " .. tostring(m), "dropped" end
print(xpcall(function() error("e", 0) end, handler)) print(xpcall(function() local n = nil; n.x = 1 end, handler)) print(xpcall(error, handler)) print(xpcall(error, handler, "arg", 0))
print(xpcall(function(...) return select("#", ...), ... end, handler, 1, nil, nil)) print(xpcall(print, handler, "no error"))
print(xpcall(function() error({code = 1}) end, function(e) return type(e), e.code end)) print(xpcall(function() error({code = 1}) end, function(e) return e.code end))
print(xpcall(function() error("x") end, function() end)) print(xpcall(function() return nil .. 1 end, string.upper)) print(xpcall(function() error("n", 0) end, string.len))
local depth = 0
print(xpcall(function() local function f(n) depth = n if n == 5 then error("at five", 0) end f(n + 1) end f(1) end, function(m) return m .. " depth " .. depth end))
print(xpcall(function() print(xpcall(function() error("inner", 0) end, function(m) return "inner handler: " .. m end)) error("outer", 0) end, function(m) return "outer handler: " .. m end))
print(xpcall(function() print(pcall(error, "caught inside", 0)) return "fine" end, function(m) return "never" end))
print(pcall(xpcall, function() error("a", 0) end, function(m) return m .. "b" end)) print(xpcall(pcall, handler, error, "e"))
print(xpcall(function() error("a", 0) end, function(m) local ok, e = pcall(error, m .. "b", 0) return e .. "c" end))
print(xpcall(function() string.rep() end, handler)) print(xpcall(nil, handler)) print(xpcall({}, handler))
local trace = xpcall(function() error("t") end, debug and debug.traceback or handler) print(trace)
