-- library functions with very many arguments
local t = {}
for i = 1, 150000 do t[i] = i % 256 end
print(math.max(table.unpack(t)), math.min(table.unpack(t)))
print(bit32.band(table.unpack(t)), bit32.bor(table.unpack(t)), bit32.bxor(table.unpack(t)))
print(bit32.btest(table.unpack(t)), #string.char(table.unpack(t)), select("#", table.unpack(t)))
print(table.pack(table.unpack(t)).n, select(100000, table.unpack(t)) == t[100000])
print(#string.rep("%d", 100):format(table.unpack(t)))
print(pcall(string.char, table.unpack(t, 1, 1000)))
print(select("#", string.byte(("x"):rep(200000), 1, -1)))
print(pcall(math.max, table.unpack(t, 1, 100000), "x"))
