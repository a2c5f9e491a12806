-- Many parameters, arguments, results and locals.
local function f(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
  return t, s, r, q, p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a
end
print(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20))
print(f(1, 2, 3))
print(f(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)))
local source = {"local s = 0\n"}
for i = 1, 190 do source[#source + 1] = ("local v%d = %d "):format(i, i) end
source[#source + 1] = "return v1 + v95 + v190, function() v100 = v100 + 1 return v100 end, function() return v100 end"
local sum, bump, get = load(table.concat(source), "=locals")()
print(sum, bump(), bump(), get())
local args = {}
for i = 1, 240 do args[i] = i end
print(select("#", table.unpack(args)), (select(240, table.unpack(args))), math.max(table.unpack(args)))
print(#{table.unpack(args)}, #table.pack(table.unpack(args)), #string.char(table.unpack(args)))
print(load("local " .. ("a,"):rep(200) .. "a", "=l"))
print(load("return function(" .. ("a,"):rep(200) .. "a) end", "=l"))
print(load("local a " .. ("a = f(" ):rep(210) .. (")"):rep(210), "=l"))
local many = {}
for i = 1, 61 do many[i] = "local u" .. i .. " = " .. i end
print(load(table.concat(many, "\n") .. "\nreturn function() return u1 + u61 end", "=u")()())
