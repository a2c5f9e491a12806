-- A text is written line by line, taken apart by patterns, and changed.
return function(n)
  local lines = {}
  for i = 1, n do lines[#lines + 1] = string.format("%d:%s;", i, tostring(i * 2)) end
  local text = table.concat(lines)
  local sum = 0
  for key, value in text:gmatch("(%d+):(%d+);") do
    sum = (sum + tonumber(key) * 3 + tonumber(value)) % 1000003
  end
  local turned = text:upper():lower():reverse()
  for i = 1, #turned, 97 do sum = sum + turned:byte(i) end
  return sum + #text:gsub("%d", "")
end
