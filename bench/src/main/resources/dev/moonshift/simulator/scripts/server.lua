-- Answers requests, each about as long as its size says: fills a table, sorts it, writes it out.
local function answer(size)
  local words, state = {}, size
  for i = 1, size / 16 do
    state = (state * 1103 + 12345) % 65536
    words[#words % 64 + 1] = state
    if i % 64 == 0 then table.sort(words) end
  end
  return table.concat(words, " ")
end

for size in request do answer(size) end
