-- Strings that look like numbers take part in arithmetic; others are an error that names the operand.
print("10" + 5, "0x10" * 2, " 5 " + 1, "\t7\n" - 1, 5 - "3", "6" / "4", "2" ^ "8", "17" % "5", -"3", -"0x10")
print("1e2" + 0, ".5" + 0, "5." + 0, "+5" + 0, "-5" + 0, "1E+2" + 0, "0x.8" + 0, "0xA.8p1" + 0, "0x1p-2" + 0)
print("10" .. 5, 10 .. "5", 1 .. 2, "10" + "20" .. "30")
print(type("10" + 0), type(10 .. ""), "10" == 10, "10" + 0 == 10, "abc" == "abc")
local function try(f) print(select(2, pcall(f))) end
try(function() local s = "abc" return s + 1 end)
try(function() local s = "" return s * 1 end)
try(function() return "1 2" + 1 end)
try(function() return 1 - "0x" end)
try(function() return "5e" / 1 end)
try(function() return -"x" end)
try(function() return "1" + {} end)
try(function() return {} + "1" end)
try(function() local a, b = "x", {} return a + b end)
try(function() return "10" < 5 end)
try(function() return 5 <= "10" end)
local sum = 0
for word in ("1 2 3.5 0x10 1e1"):gmatch("%S+") do sum = sum + word end
print(sum)
local t = {}
t["1"], t[1] = "string", "number"
print(t["1"], t[1], t["1" + 0], t[1 .. ""])
for i = "1", 2 + "1" do print(i) end
