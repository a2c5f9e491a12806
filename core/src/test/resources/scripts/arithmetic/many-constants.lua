-- More constants than fit an operand: they go through a register first.
local source = {"local t, x = {}, 0\n"}
for i = 1, 300 do
  source[#source + 1] = ("t.k%d = %d.5 x = x + %d.25 "):format(i, i, i)
end
source[#source + 1] = "\nreturn x, t.k1, t.k256, t.k257, t.k300, t.k300 < 1000.125, 2000.5 > t.k299, t.k12 == 12.5, 'k' .. 7777"
print(load(table.concat(source), "=many")())
