-- A loop whose body is ten thousand instructions long, left and continued across all of them.
local body = ("x = x + 1 "):rep(5000) local f = load("local x = 0 for i = 1, 3 do if i == 2 then goto continue end " .. body .. " ::continue:: end while true do if x > 10000 then break end " .. body .. " end return x", "=long") print(f())
