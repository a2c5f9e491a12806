-- reversing, changing case, repeating and cutting long strings
local s = ("ab"):rep(900000)
print(#s:reverse(), #s:upper(), #s:lower(), #s:sub(2, -2), #s:sub(400000, 800000))
print(#(""):rep(1e9), #(""):rep(1000000, ","), #s:rep(2, s), #("x"):rep(1e6, "yz"))
print(#tostring(s), s:len(), select("#", s:byte(1, 500000)))
