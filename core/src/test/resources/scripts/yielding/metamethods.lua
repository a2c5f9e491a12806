-- Every metamethod can yield, and the operation goes on with its result.
local function y(name, ...) return coroutine.yield(name), ... end
local mt = {}
for _, n in ipairs {"add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "len", "index", "newindex", "call", "eq", "lt", "le"} do
  mt["__" .. n] = function(...) return (y(n, ...)) end
end
local function new() return setmetatable({}, mt) end
local a, b = new(), new()
local tests = {
  function() return a + b end, function() return a + 1 end, function() return 1 + a end,
  function() return a - b end, function() return a * 2 end, function() return 2 / a end,
  function() return a % b end, function() return a ^ 2 end, function() return -a end,
  function() return a .. b end, function() return "x" .. a end, function() return a .. "x" end,
  function() return #a end, function() return a.field end, function() return a[1] end,
  function() a.x = 1 return rawget(a, "x") end, function() a[1] = 2 return rawget(a, 1) end,
  function() return a(1, 2) end, function() local r = a() return r end,
  function() return a == b end, function() return a ~= b end, function() return a < b end,
  function() return a <= b end, function() return a > b end, function() return a >= b end,
  function() if a == b then return "then" else return "else" end end,
  function() if a < b then return "then" end return "else" end,
  function() return not (a <= b) and "not" or "is" end,
  function() return a:method(1) end, function() return (a.x or 0) .. "z" end,
  function() local t = {a + 1, a.x, #a, n = -a} return t[1] .. t[2] .. t[3] .. t.n end,
  function() return a + b, a - b, a * b end,
  function() return "p" .. a .. "q" .. "r" end,
}
for i, f in ipairs(tests) do
  for _, answer in ipairs {"R", false} do
    local co = coroutine.create(f)
    local line, r = {}, {coroutine.resume(co)}
    while coroutine.status(co) == "suspended" do
      line[#line + 1] = tostring(r[2])
      r = {coroutine.resume(co, answer)}
    end
    for k = 1, 4 do r[k] = r[k] == nil and "" or tostring(r[k]) end
    print(i, answer, table.concat(line, " "), table.concat(r, " "))
  end
end
