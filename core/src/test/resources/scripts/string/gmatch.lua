-- gmatch: captures, empty matches, whole matches, several at once.
for w in ("one two  three"):gmatch "%a+" do print(w) end
for k, v in ("a=1, b=2, c=3"):gmatch "(%w+)=(%w+)" do print(k, v) end
local function all(s, p) local r = {} for a, b in s:gmatch(p) do r[#r + 1] = tostring(a) .. (b and ":" .. b or "") end print(p, #r, table.concat(r, "|")) end
all("abc", "") all("abc", "()") all("abc", "x*") all("abc", ".") all("a,b,,c", "([^,]*)") all("a,b,,c", "([^,]+)") all("", ".*") all("aaa", "a-") all("hello", "l") all("k1v2", "(%a)(%d)") all("abc", "^a") all("^a^a", "^a") all("x\0y\0", "%z") all("[a][b]", "%[(.-)%]") all("one two", "%f[%w]()%w+()")
local it = ("ab"):gmatch "." print(it(), it(), it(), it())
local g, h = ("12"):gmatch "%d", ("ab"):gmatch "%a" print(g(), h(), g(), h(), g(), h())
for a in ("xyz"):gmatch "." do for b in ("12"):gmatch "." do if a == "y" then break end print(a .. b) end end
print(pcall(function() for x in ("a"):gmatch "(" do end end))
