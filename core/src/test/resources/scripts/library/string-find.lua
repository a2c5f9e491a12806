-- The output beside it: lua5.2 string-find.lua > string-find.out
local function show(...)
  local n = select("#", ...)
  local line = ""
  for i = 1, n do
    local v = select(i, ...)
    local text = tostring(v)
    if type(v) == "string" then text = "<" .. (#text < 100 and text or #text) .. ">" end
    line = line .. (i > 1 and " " or "") .. text
  end
  print(n .. ": " .. line)
end

show(("hello"):find("l")) show(("hello"):find("xyz")) show(("hello"):find("")) show((""):find(""))
show(("hello"):find("", 6)) show(("hello"):find("", 7)) show(("hello"):find("l", -2)) show(("hello"):find("h", -100))
show(("a.b"):find(".", 2)) show(("a.b"):find(".", 1, true)) show(("a.b"):find("%.")) show(("a+b"):find("+", nil, true))
show(("a.b"):find(".", 2, false)) show(("hello"):find("(l)(l)")) show(("hello"):find("()l()")) show(("hello"):find("^h"))
show(("hello"):find("^e")) show(("hello"):find("o$")) show(("a)b"):find(")")) show(("a]b"):find("]"))
show(("a\0b"):find("\0")) show(("a\0b"):find("%z")) show(("hello world"):find("o w", 3)) show(string.find(12345, 34))
show(("hello"):find("l", "3")) show(("hello"):find("l", 3.9)) show(("abcabc"):find("abc", 2)) show(("aab"):find("ab"))

show(("key = value"):match("^(%w+)%s*=%s*(%w+)$")) show(("hello"):match("l+")) show(("hello"):match("x"))
show(("hello"):match("()")) show(("hello"):match("", 6)) show(("hello"):match("", 7)) show(("2024-01-31"):match("(%d+)-(%d+)-(%d+)"))
show(("f(a(b)c)d"):match("%b()")) show(("THE (quick) fox"):match("%f[%a]%a+%f[%A]", 5)) show(("abcabc"):match("(abc)%1"))
show(("[[x]]"):match("%[(%[.-%])%]")) show(("  trim  "):match("^%s*(.-)%s*$")) show(("aaa"):match("a-", 2)) show(("aaa"):match("a-$"))
show(("x^y"):match("x^y")) show(("a$b"):match("a$b")) show(("\n"):match("%c")) show(("-12"):match("[+-]?%d+")) show(("a-z"):match("[a%-]+"))
show(("]"):match("[]]")) show(("^"):match("[%^]")) show(("b"):match("[^a]")) show(("0x1F"):match("^0[xX](%x+)$")) show(string.match(10, "0"))
show(("((((((((((((((((((((((((((((((((x"):match(("(%()"):rep(31)))

for w in ("one two  three"):gmatch("%a+") do show(w) end
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do show(k, v) end
for p in ("abc"):gmatch("()") do show(p) end
for e in ("abc"):gmatch("") do show(e) end
for e in ("a,b,,c"):gmatch("[^,]*") do show(e) end
for c in ("^a^b"):gmatch("^%w") do show(c) end
for c in ("a^b"):gmatch("^b") do show(c) end
local next = ("ab"):gmatch(".")
show(next()) show(next()) show(next()) show(next())
local outer = {}
for a in ("12"):gmatch("%d") do for b in ("xy"):gmatch("%a") do show(a .. b) end end

-- long ones, in pieces
local text = ("the quick brown fox "):rep(400)
show(text:find("lazy")) show(text:find("lazy", 1, true)) show((text .. "lazy"):find("lazy")) show((text .. "lazy"):find("(l)(a)zy$"))
show(text:match(".*(fox)")) show(text:match("^(.*)$")) show(text:find(".-z")) show(text:match("%s(%w+)%s*$"))
show((text:rep(6)):match("^(.-)(brown.*)$")) show((text:rep(12)):match("^(.+)(............................................)$"))
show((text:rep(12)):find("^(.+)the (............................................)$"))
local words, letters = 0, 0
for w in text:gmatch("%a+") do words = words + 1 letters = letters + #w end
show(words, letters)
for w in (text:rep(12)):gmatch("(" .. (".-fox "):rep(30) .. ")") do letters = letters + #w end
for w in (("x"):rep(40000) .. " " .. ("y"):rep(50000) .. ("z"):rep(30000)):gmatch("[xy]+") do show(w) end
show(letters)
show(("x"):rep(100):find(("x"):rep(2000))) show(("x"):rep(3000):find(("x"):rep(2000))) show((("ab"):rep(3000)):find(("ab"):rep(1500) .. "$"))
show(("x"):rep(3000):find("[" .. ("y"):rep(1500) .. "x]+")) show(("a"):rep(20):match(".-.-.-b"))
