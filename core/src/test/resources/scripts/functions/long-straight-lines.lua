-- straight lines that use much fuel: texts joined, tables that grow, metamethods and iterators in between
local t = {}
local function long(i) t[i] = i t[i .. "a"] = i local s = "" s = s .. i .. ",0123456789012345678901234567890123456789012345678901234567890123456789" 
s = s .. "0" t[0+i] = s s = s .. "1" t[1000+i] = s s = s .. "2" t[2000+i] = s s = s .. "3" t[3000+i] = s s = s .. "4" t[4000+i] = s s = s .. "5" t[5000+i] = s s = s .. "6" t[6000+i] = s s = s .. "7" t[7000+i] = s s = s .. "8" t[8000+i] = s s = s .. "9" t[9000+i] = s s = s .. "10" t[10000+i] = s s = s .. "11" t[11000+i] = s s = s .. "12" t[12000+i] = s s = s .. "13" t[13000+i] = s s = s .. "14" t[14000+i] = s s = s .. "15" t[15000+i] = s s = s .. "16" t[16000+i] = s s = s .. "17" t[17000+i] = s s = s .. "18" t[18000+i] = s s = s .. "19" t[19000+i] = s s = s .. "20" t[20000+i] = s s = s .. "21" t[21000+i] = s s = s .. "22" t[22000+i] = s s = s .. "23" t[23000+i] = s s = s .. "24" t[24000+i] = s s = s .. "25" t[25000+i] = s s = s .. "26" t[26000+i] = s s = s .. "27" t[27000+i] = s s = s .. "28" t[28000+i] = s s = s .. "29" t[29000+i] = s
return #s end
local n = 0
for i = 1, 400 do n = n + long(i) end
print(n)
for k, v in pairs(t) do n = n + #tostring(k) end print(n)
local mt = setmetatable({}, {__lt = function(a, b) local x = 1 local y = 2 return x < y end, __index = function(t, k) return k end})
local function deep(n) if n == 0 then return mt < mt end local r = deep(n - 1) if mt < mt then local a = mt.x .. mt.y return a == "xy" and r end end
for i = 1, 100 do n = n + (deep(100) and 1 or 0) end
print(n)
for w in ("abc "):rep(1000):gmatch("%a+") do n = n + 1 end print(n)
