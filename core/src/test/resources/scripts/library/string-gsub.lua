-- The output beside it: lua5.2 string-gsub.lua > string-gsub.out
local function show(s, n)
  print(#s < 200 and "<" .. s .. ">" or #s, n)
end
local function hash(s)
  local h = #s
  for i = 1, #s, 97 do h = (h * 31 + s:byte(i)) % 1000003 end
  return h
end

show(("hello world"):gsub("o", "0")) show(("hello"):gsub("l", "L", 1)) show(("hello"):gsub("l", "L", 0)) show(("hello"):gsub("x", "y"))
show(("hello"):gsub("", "-")) show((""):gsub("", "-")) show(("abc"):gsub("b*", "x")) show(("hello"):gsub("l", ""))
show(("hello world"):gsub("(%w+) (%w+)", "%2 %1")) show(("abc"):gsub("%w", "%0%0")) show(("abc"):gsub("%w", "%1")) show(("abc"):gsub("%w", "%%%0"))
show(("abc"):gsub("()", "%1")) show(("abc"):gsub("(b)()", "[%1%2]")) show(("abc"):gsub("^a", "x")) show(("aaa"):gsub("^a", "x"))
show(("abc"):gsub("c$", "x")) show(("abc"):gsub("%w", "%0%0", -2)) show(("abc"):gsub("b", 12)) show(string.gsub(12321, 2, 7))
show(("abc"):gsub("(a)(b)(c)", "%3%2%1%0")) show(("a.b"):gsub("%.", "%%")) show(("abc"):gsub("(b", "x")) show(("abc"):gsub("b", "x", 1.9))
show(("abc"):gsub("b", "x", "1")) show(("abc"):gsub("b", "x", nil)) show((" x "):gsub("^%s+", ""))

show(("$name is $age"):gsub("%$(%w+)", {name = "Lua", age = 19})) show(("a b c"):gsub("%w", {a = 1, b = false, c = "see"}))
show(("abc"):gsub("", {[""] = "."})) show(("abc"):gsub("()", {"x", [3] = "y"}))
show(("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) return k .. k end})))
show(("abc"):gsub("%w", setmetatable({a = "A"}, {__index = setmetatable({b = "B"}, {__index = {c = "C"}})})))
show(("abc"):gsub("%w", setmetatable({}, {__index = function() end})))
show(("a=1;b=2"):gsub("(%w)=(%w)", {a = "first"}))

show(("hello"):gsub("l", function(c) return c:upper() end)) show(("hello"):gsub("l", function() end)) show(("hello"):gsub("l", function() return false end))
show(("hello"):gsub("(h)(e)", function(a, b) return b .. a end)) show(("hello"):gsub("()l", function(p) return p end)) show(("abc"):gsub("", function(x) return x .. "|" end))
show(("abc"):gsub("%w", function(c) return c, "more" end)) show(("3 4"):gsub("%d", function(d) return d * 1.5 end))
show(("a(b(c))"):gsub("%b()", function(x) return (x:sub(2, -2):gsub("b", "B")) end)) show(("hello world"):gsub("o", string.upper))
show(("outer"):gsub("%w", function(c) local r = ("inner" .. c):gsub("[aeiou]", function(v) return "(" .. v:find(v) .. ")" end) return r .. " " end))

print(pcall(string.gsub, "abc", "%w", function(c) if c == "b" then error("stop") end end))
print(pcall(string.gsub, "abc", "%w", function(c) error({}, 0) end) == false)
local ok, e = pcall(function() return ("x"):gsub("x", function() local n = nil return n.field end) end)
print(ok, e)

-- long ones, in pieces
local text = ("the quick brown fox "):rep(400)
local function long(...) local s, n = text:gsub(...) print(#s, hash(s), n) end
long("fox", "dog") long("%w+", "<%0>") long("(%w+) (%w+)", "%2 %1") long("x", "") long(".", {f = "ph", q = "kw"}) long("%w+", string.upper)
long("quick", ("slow"):rep(1000)) long("quick", "") long("^.*$", "%0%0%0%0%0%0%0%0%0%0%0%0%0") long("(.*)", function(all) return all .. all end)
long("%w+ ", function(w) if w == "fox " then return "" end end) long("lazy", "x") long("", "") long(".-f", ".") long("o", ("%%%0"):rep(700))
local huge = text:rep(12)
print(#huge:gsub("^(.+)(........................................)$", function(a, b) return b .. a end))
print(#huge:gsub("^(.+)(........................................)$", {}))
print(#huge:gsub("^(.+)(........................................)$", "%1%1"))
