-- replacements that are long, have very many captures, or match nothing again and again
local s = ("x"):rep(300)
print(#s:gsub("()", ("%1"):rep(1000)))
print(#s:gsub("y*", ("%0"):rep(5000)))
print(#s:gsub("x", "%%%%"))
print(#(("x"):rep(1000000)):gsub("^x", ""))
print(#(("x"):rep(200000)):gsub("y*", "-"))
local n = 0
for w in (("x"):rep(50000)):gmatch("y*") do n = n + 1 end
print(n)
local long = ("x"):rep(1000000)
print(#("x"):gsub("x", long), #long:sub(1, 100000):gsub("x+", {[long:sub(1, 100000)] = long}), #long:gsub("(x*)", "%1%1"))
print(#("xxx"):gsub("x", function() return long end))
