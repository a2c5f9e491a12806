-- Bad arguments to library functions, named as they were called.
local function try(source) print(source, (select(2, pcall(assert(load(source, "=a")))))) end
for _, s in ipairs {
  "string.rep()", "string.rep('x')", "string.rep('x', {})", "string.rep({}, 1)", "('x'):rep()", "('x'):rep({})", "('x').rep()", "string.sub()", "('x'):sub()",
  "string.byte('a', {})", "string.char({})", "string.char(256)", "string.char(-1)", "string.char(65, 'x')", "string.upper()", "string.len(nil)", "string.reverse({})",
  "string.format()", "string.format('%d')", "string.format('%d', 'x')", "string.format('%s')", "string.format('%y', 1)", "string.format('%d', {})", "('%d'):format()",
  "string.find('a')", "string.find()", "('a'):find()", "string.gsub('a', 'b')", "string.gsub('a', 'b', true)", "string.gsub('a', 'b', 'c', {})", "string.gmatch('a')",
  "table.concat()", "table.concat({}, {})", "table.concat({{}})", "table.concat({1, 2}, ',', 1, 3)", "table.insert()", "table.insert({})", "table.insert({}, 1, 2, 3)", "table.insert(nil, 1)",
  "table.insert({}, 'x', 1)", "table.remove()", "table.sort()", "table.sort({}, 5)", "table.unpack()", "table.unpack({}, 'x')", "table.unpack({}, 1, 1e8)", "table.pack().n.x = 1",
  "math.floor()", "math.floor('x')", "math.floor({})", "math.max()", "math.min()", "math.max(1, 'x')", "math.sqrt(nil)", "math.random(0)", "math.random(2, 1)", "math.random(1, 2, 3)", "math.fmod(1)",
  "bit32.band('x')", "bit32.lshift(1)", "bit32.extract(1, 32)", "bit32.extract(1, -1)", "bit32.extract(1, 0, 33)", "bit32.extract(1, 30, 4)", "bit32.extract(1, 0, 0)", "bit32.replace(1)", "bit32.bnot()",
  "setmetatable(1, {})", "setmetatable({})", "setmetatable({}, 1)", "getmetatable()", "rawget(1, 2)", "rawget({})", "rawset({}, 1)", "rawequal(1)", "rawlen(1)", "next()", "next(1)", "next({}, 1)",
  "pairs()", "ipairs()", "ipairs(1)", "select()", "select(0)", "select({})", "tonumber()", "tonumber('1', 1)", "tonumber('1', 37)", "tonumber({}, 10)", "tonumber(10, 10)", "tonumber('1', 'x')", "tostring()", "type()",
  "assert()", "assert(false)", "assert(nil, 'message')", "assert(false, nil)", "pcall()", "xpcall()", "xpcall(print)", "load()", "load(1)", "load({})",
  "coroutine.create()", "coroutine.create(1)", "coroutine.wrap('x')", "coroutine.resume()", "coroutine.resume(1)", "coroutine.status()", "coroutine.status({})",
  "local insert = table.insert insert({})", "local t = {f = string.rep} t.f()", "local t = {f = string.rep} t:f()", "local t = {f = math.floor} t:f()", "local f = string.rep local g = f g()",
} do try(s) end
