-- sources with very many breaks, gotos, labels and conditions
local function try(s) print((select(2, load(s)) or "loaded"):sub(-40)) end
try("while true do " .. ("break "):rep(100000) .. "end")
try("x = a" .. (" and a"):rep(30000))
try("x = a" .. (" or a"):rep(90000))
try("if a then " .. ("elseif b then c() "):rep(10000) .. "end")
local s = {}
for i = 1, 30000 do s[i] = "goto l" .. i .. " " end
for i = 1, 150 do s[#s + 1] = "::l" .. i .. "::" end
try(table.concat(s))
s = {}
for i = 1, 20000 do s[i] = "::l" .. i .. ":: x() goto l" .. i .. " " end
try(table.concat(s))
try(("goto nowhere "):rep(150000))
