-- find: plain, from a position, with captures, empty matches, at the ends.
local s = "hello (world) hello"
print(s:find "hello") print(s:find("hello", 2)) print(s:find("hello", -5)) print(s:find("hello", -4)) print(s:find "(world)") print(s:find("(world)", 1, true)) print(s:find("(", 1, true))
print(s:find "") print(s:find("", 5)) print(s:find("", #s + 1)) print(s:find("", #s + 2)) print(s:find("", -100)) print((""):find "") print((""):find("", 2)) print((""):find "x") print(s:find("", 100, true))
print(s:find "l+") print(s:find "(l)(l)") print(s:find "()l()") print(s:find("^hello", 1)) print(s:find("^hello", 2)) print(s:find "hello$") print(s:find "^h.*o$") print(s:find "%(%a+%)") print(s:find "%((%a+)%)")
print(("a.b"):find ".") print(("a.b"):find("%.")) print(("a.b"):find(".", 2, true)) print(("a+b"):find("+", 1, true)) print(("a\0b"):find "\0") print(("a\0b"):find("b")) print(("a\0bc\0"):find("\0", 3, true)) print(("aXb"):find "%u") print(("12"):find(1))
print(pcall(string.find, "a", "[a")) print(pcall(string.find, "a", "[]")) print(pcall(string.find, "a", "[^]")) print(pcall(string.find, "a", "%")) print(pcall(string.find, "a", "(a")) print(pcall(string.find, "a", "a)")) print(pcall(string.find, "a", "%1")) print(pcall(string.find, "a", "%b")) print(pcall(string.find, "a", "%f")) print(pcall(string.find, "a", "(a)%2"))
