-- Every directive with every flag, some widths and precisions, over a few numbers.
local values = { 0, -0.0, 42, -42, 65, 2^31, 3.7, -0.5, 1e100, 1e-5, 1/3, 123456789012, math.huge, -math.huge }

local function row(format)
  local shown = {}
  for i, value in ipairs(values) do
    local ok, text = pcall(string.format, format, value)
    shown[i] = ok and text or text:match("proper range") or text
  end
  print(format, table.concat(shown, "|"))
end

for directive in ("dixXoueEfgGaA"):gmatch(".") do
  for _, flags in ipairs { "", "-", "+", " ", "#", "0", "-0", "+0" } do
    row("%" .. flags .. directive)
    row("%" .. flags .. "9.2" .. directive)
  end
  row("%." .. directive)
  row("%.0" .. directive)
end

local function try(...)
  print(..., pcall(string.format, ...))
end
for _, format in ipairs { "%", "%%", "%5", "%y", "%123d", "%.123f", "%------d", "%-+ #00d", "%l", "%5%", "% %",
  "%d%", "%1$d", "%*d", "%hd", "%n", "%p", "%5c|", "%-5c|", "%5.2s|", "%-5.2s|", "%.0s|", "%.s|", "%.20s|", "%100s" } do
  try(format, 65)
  try(format, "hello")
  try(format)
end
for _, text in ipairs { "1", "0x10", " 5 ", "1e2", "abc", "" } do
  for _, format in ipairs { "%d", "%x", "%g", "%c", "%s" } do
    try(format, text)
  end
end
print(string.format("%q", 'a"b\\c\nd\re\0f\0001g\t\127\200'))
print(string.format("%q", "\0\1\0012\31"))
print(pcall(string.format, "%5.1s|", setmetatable({}, { __tostring = function() return "meta" end })))
print(pcall(string.format, "%d", "3.5"), pcall(string.format), pcall(string.format, {}))
for i = 1, 17, 4 do
  print(string.format("%." .. i .. "g %." .. i .. "e %." .. i .. "a", 123456.789012345, 0.000123456789, 1 / 3))
end
