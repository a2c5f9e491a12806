-- Word frequencies, then LZW compression there and back.
local text = ("the quick brown fox jumps over the lazy dog the fox the end "):rep(4) local counts, words = {}, {}
for w in text:gmatch "%a+" do if not counts[w] then words[#words + 1] = w end counts[w] = (counts[w] or 0) + 1 end
table.sort(words, function(a, b) return counts[a] > counts[b] or counts[a] == counts[b] and a < b end) for i, w in ipairs(words) do print(counts[w], w) end
local function compress(s) local dict, size, w, out = {}, 256, "", {} for i = 0, 255 do dict[string.char(i)] = i end for c in s:gmatch "." do if dict[w .. c] then w = w .. c else out[#out + 1] = dict[w] dict[w .. c] = size size = size + 1 w = c end end out[#out + 1] = dict[w] return out end
local function expand(codes) local dict = {} for i = 0, 255 do dict[i] = string.char(i) end local w = dict[codes[1]] local out = {w} for i = 2, #codes do local entry = dict[codes[i]] or w .. w:sub(1, 1) out[#out + 1] = entry dict[#dict + 1] = w .. entry:sub(1, 1) w = entry end return table.concat(out) end
local codes = compress(text) print(#text, #codes, codes[1], codes[#codes], expand(codes) == text) print(expand(compress("aaaaaaa")), table.concat(compress("ababababab"), " "))
