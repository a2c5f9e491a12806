-- Counts the words of a text that it carries along, and shows the most frequent as a bar chart.
local text = [[
The moon has many scripts to run, and each of the scripts believes that it is alone. One of the
scripts counts, one of them sleeps, and one of them never ends. The moon gives each of them a turn,
takes the turn away when it is used up, and gives it to the next. None of them can keep the moon, and
none of them has to wait for long.
]]

local counts, words, total = {}, {}, 0
for word in text:lower():gmatch("%a+") do
  if not counts[word] then
    counts[word] = 0
    words[#words + 1] = word
  end
  counts[word] = counts[word] + 1
  total = total + 1
end

table.sort(words, function(a, b)
  if counts[a] ~= counts[b] then
    return counts[a] > counts[b]
  end
  return a < b
end)

print(("%d words, %d of them different"):format(total, #words))
for i = 1, 10 do
  local word = words[i]
  print(("%-8s %s %d"):format(word, ("*"):rep(counts[word]), counts[word]))
end
