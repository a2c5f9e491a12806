-- Patterns: subject, pattern and init, then what string.find returns (values after commas, "=" before a
-- string) and what gsub makes of it with "<%0>", or a complaint after "!". Other bytes are \ddd.
-- Regenerate with: lua5.2 pattern.lua > pattern.txt
math.randomseed(4)

local function escape(s)
  return (s:gsub("[%c\\\128-\255]", function(c) return ("\\%03d"):format(c:byte()) end))
end

local function any(list)
  return list[math.random(#list)]
end

local function show(subject, pattern, init)
  local results = table.pack(pcall(string.find, subject, pattern, init))
  local found
  if not results[1] then
    found = "!" .. results[2]
  else
    local parts = {}
    for i = 2, results.n do
      local r = results[i]
      parts[#parts + 1] = type(r) == "string" and "=" .. escape(r) or tostring(r)
    end
    found = table.concat(parts, ",")
  end
  local _, replaced = pcall(string.gsub, subject, pattern, "<%0>")
  replaced = _ and "=" .. escape(replaced) or "!" .. replaced
  print(table.concat({escape(subject), escape(pattern), init, found, replaced}, "\t"))
end

local singles = {"a", "b", "c", ".", "%a", "%d", "%s", "%w", "%p", "%g", "%A", "%D", "%x", "%u", "%l", "%c", "%z",
  "%%", "%.", "[ab]", "[^a]", "[a-c]", "[%a_]", "[]]", "[^]]", "[a-]", "[%]]", "[^%s]", "[%w-c]", "[0-9]",
  "[%D]", "[b-a]", "1", "-", "\0", "\200", "[\128-\255]", "$", "^", "]", "%-"}
local quantifiers = {"", "", "", "*", "+", "-", "?"}
local others = {"(", ")", "()", "(a)", "(.-)", "(%w*)", "%1", "%2", "%b()", "%bab", "%b", "%f[%w]", "%f[^a]", "%f[%z]",
  "%fa", "%", "[", "[a", "[^", "[%", "[]", "%0", "%9", "(.)%1", "%f", "%f["}

for i = 1, 7000 do
  local subject, pattern = {}, {}
  for j = 1, math.random(0, 10) do
    subject[j] = any {"a", "a", "a", "b", "b", "c", "1", " ", "(", ")", "-", "]", "A", "\0", "\200", "%", "_", "$"}
  end
  if math.random() < 0.15 then
    pattern[1] = "^"
  end
  for j = 1, math.random(0, 6) do
    if math.random() < 0.3 then
      pattern[#pattern + 1] = any(others)
    else
      pattern[#pattern + 1] = any(singles) .. any(quantifiers)
    end
  end
  if math.random() < 0.15 then
    pattern[#pattern + 1] = "$"
  end
  subject = table.concat(subject)
  show(subject, table.concat(pattern), math.random(1, math.min(3, #subject + 1)))
end

-- Every class and every byte.
local bytes = {}
for c = 0, 255 do
  bytes[#bytes + 1] = string.char(c)
end
bytes = table.concat(bytes)
for letter in ("acdglpsuwxzACDGLPSUWXZy"):gmatch(".") do
  show(bytes, "%" .. letter .. "+", 1)
  show(bytes, "[%" .. letter .. "]+()", 130)
  show(bytes, "[^%" .. letter .. "_]+", 60)
end

show("x", ("()"):rep(32), 1)
show("x", ("()"):rep(33), 1)
show(("a"):rep(32), ("(a)"):rep(32) .. "%9", 1)
show("THE (quick) fox", "%((%a+)%)", 1)
show("THE (quick) fox", "%f[%a]%a+%f[%A]", 5)
show("(a(b)c)(d", "%b()", 1)
show("key = value # note", "^(%w+)%s*=%s*(%w+)", 1)
show("2024-01-31", "(%d+)-(%d+)-(%d+)", 1)
show("hello hello", "(%w+) %1", 1)
show("", "", 1)
show("abc", "", 4)
show("abc", "^b", 2)
