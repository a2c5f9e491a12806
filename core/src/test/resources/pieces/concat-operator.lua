-- joining long strings by ..: of two, of many, and of a number with each
local s = ("x"):rep(1500000)
local t = s .. s
t = s .. 1 .. s .. 2 .. s
print(#t)
