-- Lempel, Ziv and Welch: the pieces of a text that have come before are numbers.
local function text(n)
  local letters, seed = {}, 7
  for i = 1, n do
    seed = seed * 16807 % 2147483647
    letters[i] = string.char(97 + seed % 4)
  end
  return table.concat(letters)
end

return function(n)
  local source = text(n)
  local numbers, count = {}, 256
  for i = 0, 255 do numbers[string.char(i)] = i end
  local piece, out = "", {}
  for i = 1, #source do
    local letter = source:sub(i, i)
    local longer = piece .. letter
    if numbers[longer] then
      piece = longer
    else
      out[#out + 1] = numbers[piece]
      numbers[longer] = count
      count = count + 1
      piece = letter
    end
  end
  out[#out + 1] = numbers[piece]
  local sum = 0
  for i = 1, #out do sum = (sum * 31 + out[i]) % 1000003 end
  return sum
end
