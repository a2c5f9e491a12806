-- Strings are bytes: order, length and equality beyond 127.
local high, low = "\200", "\100"
print(#high, high:byte(), low:byte(), high == low, high == "\200", high == "\xC8")
print(low < high, high < low, "\127" < "\128", "\255" > "\254", "a\255" > "a", "\255" > "\255\0")
local e_acute = "\195\169"
print(#e_acute, e_acute:byte(1, -1))
print(#"é", ("é"):byte(1, -1))
print("é", "\xe2\x82\xac", ("€"):len(), ("€"):rep(2))
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
local s = table.concat(all)
print(#s, s:byte(1), s:byte(128), s:byte(129), s:byte(256), s:find("\0", 1, true), s:find("\255", 1, true))
local ordered = true
for i = 1, 255 do
  if not (all[i] < all[i + 1]) then ordered = false end
end
print(ordered)
local t = {["\0"] = 1, ["\0\0"] = 2, ["\255"] = 3, [""] = 4}
print(t["\0"], t["\0" .. "\0"], t[string.char(255)], t["\0\0\0"], t[("x"):rep(0)])
print(("\192\193"):upper() == "\192\193", ("\0ab\0"):upper() == "\0AB\0", ("\128"):reverse() == "\128")
