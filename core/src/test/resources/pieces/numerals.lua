-- reading long strings as numbers, by tonumber and by operators
local digits = ("1"):rep(1000000)
print(tonumber(digits), digits + 1, -digits, 2 * ("0"):rep(1000000))
print(tonumber(digits, 2), tonumber((" "):rep(1000000)), tonumber("0." .. ("0"):rep(1000000) .. "1"))
print(tonumber("1e" .. digits), tonumber("0x" .. digits), tonumber(digits .. "x"))
print(pcall(function() return digits .. "x" + 1 end))
print(pcall(math.floor, digits))
