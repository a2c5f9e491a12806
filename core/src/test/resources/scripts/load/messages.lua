-- What is refused, and with what words; what looks wrong and is not.
local sources = {
  "goto x", "::x:: ::x::", "goto x; local a; ::x:: print(a)", "goto x; local a; ::x::",
  "do goto x end; local a; ::x:: ; ; ", "do ::x:: end goto x", "break",
  "while true do local function f() break end end", "repeat goto c; local x; ::c:: until x",
  "repeat goto c; local x; ::c:: ; until x", "for i=1,2 do goto continue; local z; ::continue:: end",
  "goto = 1", "::a::; goto a", "local goto x", "::1::", "goto 1", "do goto l1 end ::l1:: do ::l2:: end",
  "::x:: do ::x:: end", "do ::x:: end ::x:: ::x::", "local x; ::l:: local y; goto l",
  "if true then break end", "function f() goto out end ::out::", "goto x ::x::", "::x", "goto",
  "return goto x", "break ::x::", "do break end", "for i=1,2 do break; print(1) end", "for i = 1 do end",
  "for i = 1, 2, 3, 4 do end", "for 1 = 1, 2 do end", "for a.b = 1, 2 do end", "for a, b = 1, 2 do end",
  "for a in do end", "for a b in x do end", "local function a.b() end", "function a:b.c() end",
  "local a.b = 1", "a.b:c = 1", "f() = 1", "a, f() = 1, 2", "(a) = 1", "a", "a.b", "a + 1", "1 = 2",
  "'x' = 1", "{} = 1", "x = }", "x = {", "x = {1, 2", "x = {a = }", "x = {[1] 2}", "x = {a b}", "x = {1;2,}",
  "f(", "f(1", "f(1,)", "f{1", "f'x", "return return", "return 1 2", "local", "local 1", "local x = ",
  "local x, = 1", "function", "function f", "function f(", "function f(a,", "function f(a b)",
  "function f(..., a)", "function f(a, ...) end", "function f() return ... end", "if", "if x", "if x then",
  "if x then else", "if x then else elseif", "if x then elseif y", "while", "while x", "while x do",
  "repeat", "repeat until", "do", "end", "until x", "else", "then", "x = function", "x = function(",
  "x = 1 +", "x = not", "x = #", "x = -", "x = ..", "x = 1 .. ", "x = a.1", "x = a.", "x = a[", "x = a[1",
  "x = a:b", "x = a:", "x = a:b.c", "x = ~1", "x = 1 ~ 2", "x = a != b", "x = a ~= ", "x == 1", "x = 1 == ",
  "@", "x = @", "x = $", "x = !", "x = `", "x = 'a\nb'", "x = \"a", "x = 'a\\", "x = [[a", "x = [==[a]]",
  "x = [=a", "x = [=", "--[[a", "--[==[a]]", "x = '\\q'", "x = '\\400'", "x = '\\xg0'", "x = '\\x1'",
  "x = '\\u{41}'", "x = '\\z  a'", "x = 1e", "x = 1e+", "x = 0x", "x = 0xg", "x = 1.2.3", "x = 1..2",
  "x = 3x", "x = 0x1p", "x = 0x1p4", "x = 0x.8", "x = 0x8.", "x = .5", "x = 5.", "x = .", "x = ..5",
  "x = ...", "x = ....", "x = 1 'a'", "f 'a' 'b'", "f {} {}", "x = {} {}", "x = {}.y", "x = ('a'):len()",
  "x = 'a':len()", "x = a 'b'.c", "x = 08", "x = 1e5e", "x = 0xep1", "x = 0xp1", "x = 1_000", "x = 1L", ";",
  ";;", "::a::::b::", "and", "x = and", "x = nil.y", "x = true()", "local and = 1", "x.and = 1",
  "x = {and = 1}", "x:and()", "goto and", "\0", "x = 1\0", "x = '\\0'", "x = 'a\0b'", "a.b, c:d = 1",
  "f().x = 1", "f().x, (g()).y = 1, 2", "f{}.x = 1", "(f)()", "(f).x = 1", "(f)", "('x'):f()",
  "local x <const> = 1", "x = a?b", "x += 1", "x = a // b", "x = a & b", "x = a | b", "x = a << b",
  "x = #a #b", "x = - - 1", "x = not not 1", "x = -not 1", "x = 2^-3^2", "continue",
  "local function f() end end", "x = function() end end",
}
for _, source in ipairs(sources) do
  local chunk, message = load(source, "=s")
  print((source:gsub("%z", "\\0")), chunk and "fine" or message)
end

for _, name in ipairs { "=name", "@file.lua", "code\nmore", ("long"):rep(30), "@" .. ("long"):rep(30), "", "=", "@" } do
  print(load("x = = 1", name))
end
for _, mode in ipairs { "t", "b", "bt", "x", "" } do
  local chunk, message = load("return 1", "c", mode)
  print(mode, chunk and chunk() or message)
end
for _, blank in ipairs { "\n\n", "\r\n\r\n", "\n\r\n\r", "\r\r" } do
  print(load(blank .. "x = = 1", "=s"))
end
