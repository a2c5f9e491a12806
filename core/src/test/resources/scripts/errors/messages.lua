-- The message of each mistake, with the name of the variable: a local, an upvalue, a global, a field.
local cases = {
  "glob()", "loc()", "t.f()", "t.sub.x.y()", "t:nomethod()", "t.n.x.y = 1", "glob.x = 1", "loc.x = 1",
  "up.x = 1", "return glob.x", "return loc.x.y", "return t.f.x", "return t[1][2]", "return t[loc]",
  "t[loc] = 1", "t[0/0] = 1", "return up.x", "return (1)()", "return ('x')()", "return ({})()",
  "return (nil).x", "return 1 + nil", "return nil + 1", "return glob + 1", "return 1 + glob",
  "return loc + 1", "return t.f + 1", "return t.sub + 1", "return 'a' + 1", "return {} + {}",
  "return 'a' .. nil", "return 'a' .. {}", "return glob .. 'x'", "return loc .. 'x'", "return t.f .. 'x'",
  "return 'x' .. t.f", "return 'x' .. loc .. 'y'", "return 1 .. true", "return -nil", "return -glob",
  "return -{}", "return -t.s", "return #nil", "return #glob", "return #5", "return #t.f", "return 1 < 'x'",
  "return 'x' < 1", "return {} < {}", "return nil < 1", "return {} < 1", "return print < print",
  "return true < false", "return 1 <= 'x'", "return nil > 1", "return nil >= nil", "return {} <= {}",
  "for i = 'a', 2 do end", "for i = 1, 'x' do end", "for i = 1, 2, {} do end",
  "for i = 1, 2, 0 do break end", "for i in 5 do end", "for i in nil do end", "for i in t do end",
  "for k in pairs(nil) do end", "string.rep()", "('x'):rep()", "('x'):rep({})", "('x').rep()",
  "string.rep('x', {})", "math.floor({})", "math.floor('x')", "t.s.x.y = 1", "return t.s.x.y", "t.s.x = 1",
  "return ('x').y.z", "error()", "error(nil)", "error({})", "error('m')", "error('m', 0)", "error('m', 1)",
  "error('m', 2)", "error('m', 3)", "error(5)", "error(5, 0)", "error(true)", "assert(false)",
  "assert(nil, 'am')", "assert(false, {})", "assert()", "return assert(1, 2, 3)", "assert(false, 5)",
  "setmetatable(1, {})", "local a <const> = 1", "up()", "t[1]()", "t['x y']()", "t[loc or 1]()",
  "(t.f or glob)()", "(function() glob() end)()", "local a = {} a.b.c.d = 1", "local a = {b={}} a.b.c.d = 1",
  "local s = 'x' return s.y.z", "local s = 'x' s:nope()", "return math.nope()", "math.nope.x()",
  "return _G.nope()", "return _G.nope.x", "_ENV.x.y = 1", "local _ENV = {} return x.y",
  "local _ENV = nil return x", "local _ENV = 5 x = 1", "return 2^{}", "return 2 % nil", "return loc * 2",
  "return up / 2", "return 10 / 'x'", "return '10' + 5, '0x10' * 2", "return 'abc' * 1", "return t.x.y.z",
  "return glob.a.b", "return glob:a()", "return loc:a()", "return t.f:a()", "return t:s()", "return t.n()",
  "return t.n:x()", "string.format('%d', 'x')", "('%d'):format('x')", "table.concat({{}})",
  "table.concat({1, {}, 3})", "table.insert(1, 2)", "tostring()", "tonumber()", "tonumber({})",
  "tonumber('z', 99)", "tonumber(5, 10)", "tonumber({}, 10)", "ipairs()", "rawset(1, 2, 3)", "select(0)",
  "select('x')", "coroutine.resume(1)", "coroutine.create(1)", "coroutine.wrap(1)", "coroutine.status(1)",
  "pcall()", "xpcall()", "xpcall(print)", "setmetatable({}, 5)", "getmetatable()", "math.random(0)",
  "math.random(2, 1)", "math.random(1, 2, 3)", "math.random({})", "string.char(256)", "string.char(-1)",
  "string.char({})", "string.byte('x', {})", "('x'):bad()", "#t.n", "t.a.b['c'].d = 1", "t[{}].x = 1",
  "return t[{}].x", "return t[1.5].x", "return t[true].x", "local x = t.f; x()", "local x <close> = 1",
  "do local q; q() end", "local function g() return glob.x end g()",
  "local function g(a) return a.x end g()", "local function g(...) return (...).x end g()",
  "local a, b = 1; return a + b", "local a = 1; return a.b.c", "return (t.f).x", "return (glob)()",
  "return t.f(), 1", "return loc, loc()", "return (loc or up)()", "t.x, t.y.z = 1, 2", "t.s = t.s + 1",
  "local mt = setmetatable({}, {__index=function(t,k) error('idx '..k) end}) return mt.foo",
  "local mt = setmetatable({}, {__index=5}) return mt.foo",
  "local mt = setmetatable({}, {__newindex=5}) mt.foo = 1", "local mt = setmetatable({}, {__call=5}) mt()",
  "local mt = setmetatable({}, {__add=5}) return mt + 1",
  "local mt = setmetatable({}, {__lt=5}) return mt < mt",
  "local mt = setmetatable({}, {__concat=5}) return mt .. 'x'",
  "local mt = setmetatable({}, {__len=5}) return #mt", "local mt = setmetatable({}, {__unm=5}) return -mt",
  "local mt = setmetatable({}, {__eq=5}) return mt == setmetatable({}, getmetatable(mt))",
  "local mt = setmetatable({}, {__metatable=5}) setmetatable(mt, {})",
  "string.gsub('x', 'x', function() error('in gsub') end)",
  "table.sort({2,1}, function() error('in sort', 2) end)",
  "local t = setmetatable({}, {__pairs=function() error('p') end}) for k in pairs(t) do end", "goto = 1",
}
local prefixes = {
  "local loc, t = nil, { n = 5, s = 'str', sub = {} } ",
  "local up, t, loc = nil, { n = 5, s = 'str', sub = {} } return (function() ",
}
for _, case in ipairs(cases) do
  for i, prefix in ipairs(prefixes) do
    local chunk, message = load(prefix .. case .. (i == 2 and " end)()" or ""), "=c")
    if chunk then
      message = select(2, pcall(chunk))
    end
    print(case, type(message) == "table" and "a table" or message)
  end
end
