-- Random calls of find, match, gmatch and gsub, each with what it returns or the message of its error.
-- A line: the function, subject and pattern, further arguments, results. Other bytes are \ddd.
-- Regenerate with: lua5.2 random-patterns.lua > random-patterns.out
local SEED, CASES = 20520, 4000

-- a generator of our own gives every Lua the same cases (Park and Miller's)
local state = SEED
local function random(n)
  state = state * 16807 % 2147483647
  return math.floor(state / 7) % n + 1
end

local function any(list)
  return list[random(#list)]
end

local function chance(percent)
  return random(100) <= percent
end

local escapes = {}
for c = 0, 255 do
  escapes[string.char(c)] = string.format("\\%03d", c)
end

local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub('[%c\\"\128-\255]', escapes) .. '"'
  end
  return tostring(value)
end

local function list(...)
  local shown = {}
  for i = 1, select("#", ...) do
    shown[i] = show((select(i, ...)))
  end
  return table.concat(shown, " ")
end

local letters = {"a", "a", "a", "a", "a", "b", "b", "b", "c", "A", "1", "2", " ", "\n", "(", ")", "[", "]", "-", "%", "_",
  "$", "^", ".", "\0", "\0", "\127", "\128", "\200", "\255", "\233"}

local function subject()
  local parts = {}
  for i = 1, chance(3) and 0 or random(16) do
    -- now and then the same again: for back-references
    parts[i] = i > 2 and chance(25) and parts[i - 2] or any(letters)
  end
  return table.concat(parts)
end

local classes = {"%a", "%c", "%d", "%g", "%l", "%p", "%s", "%u", "%w", "%x", "%A", "%C", "%D", "%G", "%L", "%P",
  "%S", "%U", "%W", "%X", "%z", "%Z", "%y", "%%", "%.", "%]", "%[", "%-", "%\0", "%\200"}

local elements = {"a", "b", "1", "a-c", "0-9", "A-Z", "\128-\255", "\0-\31", "\0", "\200", "c-a", "-", "^", "[",
  "$", ".", "%-", "a-", "%a-z", "z-%a"}

local function set()
  local parts = {chance(30) and "[^" or "["}
  if chance(10) then
    parts[2] = "]"
  end
  for i = 1, random(3) do
    parts[#parts + 1] = chance(40) and any(classes) or any(elements)
  end
  return table.concat(parts) .. (chance(3) and "" or "]")
end

local function single()
  local kind = random(10)
  if kind <= 4 then
    return any(letters)
  elseif kind == 5 then
    return "."
  elseif kind <= 7 then
    return any(classes)
  end
  return set()
end

local balances = {"%b()", "%b[]", "%bab", "%baa", "%b\0\0", "%b(\200", "%b%%"}
local faults = {"%", "%b", "%b(", "%f", "%fa", "[", "[^", "[a", "[]", "[^]", "[%", "[a%", "%0", "%1", "%2", "%9",
  "(", ")", "())", "(()", "(%1)", "[a-", "%f["}

local function item(depth)
  local kind = random(100)
  if kind <= 62 then
    return single() .. any {"", "", "", "", "*", "+", "-", "?"}
  elseif kind <= 66 then
    return "()"
  elseif kind <= 78 and depth < 3 then
    local parts = {"("}
    for i = 1, random(3) - 1 do
      parts[#parts + 1] = item(depth + 1)
    end
    return table.concat(parts) .. ")"
  elseif kind <= 84 then
    return any(balances)
  elseif kind <= 90 then
    return "%f" .. set()
  elseif kind <= 96 then
    return any {"(.)%1", "(%a*).-%1", "(.-)%1", "%1", "%2", "()%1"}
  end
  return chance(60) and any(faults) or "$"
end

local function pattern()
  local parts = {}
  if chance(18) then
    parts[1] = "^"
  end
  for i = 1, chance(3) and 0 or random(5) do
    parts[#parts + 1] = item(0)
  end
  if chance(18) then
    parts[#parts + 1] = "$"
  end
  return table.concat(parts)
end

local inits = {1, 2, 3, 5, 20, 0, -1, -2, -5, -20}
local replacements = {"", "x", "<%0>", "%1", "[%1|%2]", "%%", "%9", "%", "%a", "\0%0\255", 7}
local tables = {{a = "A", b = false, ["1"] = 2, aa = "AA"}, {1, 2, 3, 4}}

local functions = {}

function functions.find(s, p)
  local init, plain = chance(40) and any(inits) or nil, chance(5)
  return list(init, plain), list(string.find(s, p, init, plain))
end

function functions.match(s, p)
  local init = chance(40) and any(inits) or nil
  return list(init), list(string.match(s, p, init))
end

function functions.gmatch(s, p)
  local found = {}
  for a, b, c in string.gmatch(s, p) do
    found[#found + 1] = list(a, b, c)
  end
  return "", table.concat(found, "; ")
end

function functions.gsub(s, p)
  local most = chance(20) and random(4) - 2 or nil
  local kind = random(3)
  if kind == 1 then
    local text = any(replacements)
    return list(text, most), list(string.gsub(s, p, text, most))
  elseif kind == 2 then
    local which = random(#tables)
    return list(which, most), list(string.gsub(s, p, tables[which], most))
  end
  local calls = {}
  local function replace(...)
    calls[#calls + 1] = list(...)
    return any {"", "y", "zz", 8, false}
  end
  local replaced = list(string.gsub(s, p, replace, most))
  return list(nil, most), replaced .. "; " .. table.concat(calls, "; ")
end

local names = {"find", "find", "match", "match", "gmatch", "gsub", "gsub"}

for i = 1, CASES do
  local name, s, p = any(names), subject(), pattern()
  local ok, arguments, results = pcall(functions[name], s, p)
  if not ok then
    arguments, results = "", "error: " .. arguments
  end
  print(name, show(s), show(p), arguments, results)
end
