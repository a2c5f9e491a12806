-- What __tostring may give string.format: texts, numbers, and anything else.
local function object(...)
  local n, value = select("#", ...), ...
  return setmetatable({}, {__tostring = function() if n > 0 then return value end end})
end
for _, format in ipairs {"%s|", "%3s|", "%9s|", "%-9s|", "%.2s|", "%.6s|", "%9.5s|", "%-9.7s|"} do
  print(format, format:format(object(nil)), format:format(object()), format:format(object(true)))
  print(format:format(object({})), format:format(object(print)), format:format(object(12.5)),
    format:format(object("text")), format:format(object("a\0b")))
end
print(pcall(print, object(nil)), pcall(print, object(5)), pcall(tostring, object(nil)))
