-- Words are counted, and sorted by how often they come.
return function(n)
  local text = ("the quick brown fox jumps over the lazy dog and runs away from the bear "):rep(n)
  local counts, words = {}, {}
  for word in text:gmatch("%a+") do counts[word] = (counts[word] or 0) + 1 end
  for word in pairs(counts) do words[#words + 1] = word end
  table.sort(words, function(a, b)
    return counts[a] > counts[b] or counts[a] == counts[b] and a < b
  end)
  local sum = 0
  for i, word in ipairs(words) do sum = (sum * 31 + counts[word] * #word + i) % 1000003 end
  return sum
end
