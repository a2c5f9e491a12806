-- Many patterns against many subjects, in find, match, gmatch and gsub.
local subjects = { "", "a", "aaa", "key = value", "(f(a)b)(", "x\0y", "THE (quick) fox", "a,b,,c", "[x]", "%d$^" }
local patterns = { "", "a*", "a-", "a?", "^a", "a$", "^a$", "^", "$", ".-", "%a+", "%w*", "%s*(%S+)%s*",
  "(%w+)%s*=%s*(%w+)", "%b()", "%b[]", "%f[%w]%w+", "%f[%W]", "%f[%z]", "()", "()a()", "((a)(.))", "(.)%1",
  "(a*)%1", "[^abc]", "[a-c]+", "[]]", "[^]]", "[]-a]", "[a-]", "[%a_][%w_]*", "%%", "%z", "%l+", "%g+", "%.",
  "^%s*(.-)%s*$", "([^,]*),?", "%(.-%)", ".-b", "a^", "$a", "%$", "[$^]", "[+--]", "[%a-z]", "[z-a]", "[[:alpha:]]",
  "a**", "a+?", "^^a", "*", "-", "(()", "%1", "(%1)", "[a", "[", "[^", "[%", "%", "%f", "%fa", "%b", "%bx", "(", ")", "(a)%2" }

local function values(...)
  local all = table.pack(...)
  for i = 1, all.n do all[i] = tostring(all[i]) end
  return table.concat(all, " ")
end

for _, pattern in ipairs(patterns) do
  for _, subject in ipairs(subjects) do
    local line = table.concat({
      pattern, subject,
      values(pcall(string.find, subject, pattern)),
      values(pcall(string.match, subject, pattern, -2)),
      values(pcall(string.gsub, subject, pattern, "<%0>")),
      values(pcall(string.gsub, subject, pattern, "%1", 2)),
      values(pcall(function()
        local found = {}
        for a, b in subject:gmatch(pattern) do found[#found + 1] = tostring(a) .. "/" .. tostring(b) end
        return table.concat(found, ",")
      end)),
    }, "; ")
    print((line:gsub("%z", "\\0")))
  end
end

for _, init in ipairs { 0, 1, 3, 4, 5, 100, -1, -3, -4, -100, 1.5, "2" } do
  print(init, values(("abc"):find("", init)), values(("abc"):find("b", init, true)), values(("abc"):match("()", init)))
end
for _, replacement in ipairs { "%2", "%", "%a", "%1%1%%", 12, { b = "B", a = false }, { b = true }, { b = {} },
  string.upper, function() end, function() return {} end } do
  print(pcall(string.gsub, "abc", "(b)", replacement))
  print(pcall(string.gsub, "abc", "", replacement, 2))
end
print(pcall(string.gsub, "abc", "b", true), pcall(string.gsub, "abc", "b"), pcall(string.gsub, "abc"))
print(pcall(string.find, "a"), pcall(string.find, {}, "a"), pcall(string.match, nil, "a"), pcall(string.gmatch, "a"))
print(pcall(string.find, ("a"):rep(40), ("(a)"):rep(33)))
