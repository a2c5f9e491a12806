-- Method calls: self, chains, strings, and functions called without parentheses.
local account = {balance = 0}
function account.new(b) return setmetatable({balance = b}, {__index = account}) end
function account:deposit(n) self.balance = self.balance + n return self end
function account.peek(self) return self.balance end
local a = account.new(10)
print(a:deposit(5):deposit(7):peek(), a.balance, account.balance, account.peek(a))
print(("abc"):upper(), ("x"):rep(3), ("%d"):format(7), #("abc"):sub(2), ("a,b"):find ",")
local o = {f = function(self, ...) return self ~= nil, ... end, s = "field", ["a b"] = 1}
print(o:f(), o.f(), o:f(1, nil, 3))
print(o:f{} ~= nil, o:f"x", o:f[[long]], (o:f"y"))
local deep = {a = {b = {c = {}}}}
function deep.a.b.c.f(x) return "f" .. x end
function deep.a.b.c:m(x) return self == deep.a.b.c, x end
print(deep.a.b.c.f(1), deep.a.b.c:m(2))
local function pass(...) return ... end
print(type(pass{}), pass"s", pass[[l]], #pass{1, 2}, pass{x = 5}.x)
local s = "name"
print(o[s], o.s, o["s"], o["a b"])
local log = {}
local function make() log[#log + 1] = "once" return o end
make():f() make().s = 1
print(#log, o.s)
function o.n(...) return select("#", ...) end
print(o.n(), o:n(), o.n(nil), o:n(nil))
print(pcall(function() return a:missing() end))
print(pcall(function() return a.balance:deposit() end))
print(pcall(function() return a.nothing.more end))
