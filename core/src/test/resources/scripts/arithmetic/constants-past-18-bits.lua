-- A function with more than 2^18 constants loads the last ones with an extended instruction.
local block = {}
for i = 0, 999 do block[#block + 1] = ("x=P%03d "):format(i) end
block = table.concat(block)
local source, prefix = {"local never, x = ... "}, 1000
for _ = 1, 4 do
  source[#source + 1] = "if never then "
  for _ = 1, 66 do
    source[#source + 1] = (block:gsub("P", prefix))
    prefix = prefix + 1
  end
  source[#source + 1] = "end "
end
source[#source + 1] = "x = 'first' local t = {far = 'second', [0.125] = 7.75} "
source[#source + 1] = "return x, t.far, t[0.125] + 100.0625, t.far .. 'third', nearly == nil, x < 'zzz'"
print(load(table.concat(source), "=huge")(false))
