-- Errors name the culprit: local, upvalue, global, field, method, constant.
local up, upt = nil, {}
local function try(source) print(source, (select(2, pcall(load(source, "=e"))))) end
for _, s in ipairs {
  "local x x()", "x()", "local t = {} t.x()", "local t = {} t:m()", "local t = {} t.a.b()", "local t = {} t[1]()", "('s'):nope()",
  "local x x.y = 1", "local x return x.y", "x.y = 1", "return x.y", "return x.y.z", "local t = {} return t.a.b", "local t = {} t.a.b = 1",
  "local t = {} return t[1][2]", "local t = {} local k = 'key' return t[k].z", "return (1).x", "return ('s').x.y", "return (nil)[1]",
  "local x return x + 1", "return x + 1", "local t = {} return t.n + 1", "local t = {} return 1 + t.n", "return 1 + nil", "return {} - 1",
  "local s = 'a' return s + 1", "return -x", "local t = {} return -t", "return #x", "local b = true return #b", "return not x + 1",
  "local x return 'a' .. x", "return 'a' .. x", "local t = {} return t.n .. 'a'", "return 1 .. {}", "local f = function() end return f .. 'a'",
  "return 1 < 'x'", "return {} < {}", "return nil < 1", "local a, b = 1, 'x' return a <= b", "return print < 1", "return nil > false",
  "local t = {} t[nil] = 1", "local t = {} t[0/0] = 1", "return (function() end)() + 1", "string.nope()", "math.pi()", "print.x = 1",
  "local a = {} return a.b:c()", "local a = {} a.b.c.d = 1", "return _ENV.nope.x", "nope.x.y()", "(1)()", "({})()", "('x')()", "(true)()", "return ((nil))()",
  "local t = {f = {}} t.f()", "local t = {f = {}} t:f()", "return ... + 1", "return (...) .. 'x'", "return 2 ^ {}", "return 10 % nil", "return 'abc' * 2",
} do try(s) end
local function try2(f) print(select(2, pcall(f))) end
try2(function() up() end) try2(function() return up.x end) try2(function() return upt.x.y end) try2(function() return up + 1 end)
try2(function() upt.f() end) try2(function() upt:m() end) try2(function() up.x = 1 end) try2(function() return up .. "x" end)
try2(function() return (function() return up.z end)() end)
