-- sub, byte, char, len, reverse, upper, lower: every kind of index.
local s = "hello world"
for _, r in ipairs {{1, 5}, {-5, -1}, {3}, {0}, {-100, 3}, {5, 100}, {8, 3}, {12}, {11, 11}, {-1}, {2, -2}, {0, 0}, {-3, -5}, {2 ^ 31, 2 ^ 32}, {-2 ^ 31, 2}, {"2", "4"}} do
  print(r[1], r[2], "[" .. s:sub(r[1], r[2]) .. "]")
end
print(s:byte(), s:byte(1), s:byte(-1), s:byte(100), s:byte(0)) print(s:byte(1, 3)) print(s:byte(-3, -1)) print(s:byte(5, 2)) print(select("#", s:byte(1, -1)), select("#", (""):byte(1, -1)))
print(string.char(), string.char(72, 105), #string.char(0, 0, 255), string.char("65"), ("%q"):format(string.char(0, 1, 10, 13, 34, 92)))
print(#s, s:len(), (""):len(), ("\0\0"):len(), s:reverse(), (""):reverse(), ("a\0b"):reverse() == "b\0a", s:upper(), s:upper():lower(), ("ABC123é"):lower())
