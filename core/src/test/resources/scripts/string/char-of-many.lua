-- string.char of many codes: each is paid for, up to one that is none.
local codes = {}
for i = 1, 2000 do codes[i] = i % 256 end
print(#string.char(table.unpack(codes)), string.char(table.unpack(codes, 65, 90)))
for _, wrong in ipairs {256, -1, "x", {}} do
  codes[1700] = wrong
  print(pcall(function() return string.char(table.unpack(codes)) end))
end
