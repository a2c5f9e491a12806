-- A constructor so long that the number of its batch needs an extra instruction.
local item = ("7,"):rep(25700) local t = load("return {" .. item .. "'last', ...}", "=long")("and", "more") print(#t, t[1], t[25600], t[25601], t[25700], t[25701], t[25702], t[25703])
