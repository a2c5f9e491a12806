-- formats that are long or write long texts
local s = ("x"):rep(600000)
print(#("%s"):format(s), #("%q"):format(s), #("%q"):format(("\0"):rep(300000)))
print(#("%%"):rep(100000):format(), #(s .. "%s" .. s):format(s))
local numbers = {}
for i = 1, 500 do numbers[i] = 1e308 / i end
for i = 1, 3 do print(#("%.99f"):rep(500):format(table.unpack(numbers))) end
print(#os.date(("%c "):rep(20000), 0))
print(pcall(os.date, s .. "%"))
print(pcall(string.format, s .. "%y"))
