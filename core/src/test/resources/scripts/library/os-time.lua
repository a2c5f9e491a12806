-- os-time.out was written by Lua 5.2.4: TZ=UTC lua5.2 os-time.lua > os-time.out
local function show(f, ...) print(pcall(f, ...)) end
show(os.time, {}) show(os.time, {day = 1}) show(os.time, {day = 1, month = 1}) show(os.time, {day = "x", month = 1, year = 2000})
show(os.time, {day = "5", month = 1.9, year = 2000}) show(os.time, 1) show(os.time, "x") show(os.time, {day = 1, month = true, year = 3})
print(os.time{year = 2000, month = 1, day = 1}, os.time{year = 2000, month = 1, day = 1, hour = 0}, os.time{year = 2000, month = 2, day = 29, hour = 23, min = 59, sec = 59, isdst = false})
print(os.time{year = 2000, month = 14, day = -3, hour = 30, min = -5, sec = 1e6}, os.time{year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 59})
print(os.time{year = 1e9, month = 1, day = 1}, os.time{year = 3e9, month = 1, day = 1}, os.time{year = 2^31 - 1, month = 1, day = 1}, os.time{year = 0, month = 0, day = 0}, os.time{year = -5000, month = 7, day = 1})
print(os.time(setmetatable({}, {__index = {year = 2000, month = 5, day = 6}})))
print(os.time(setmetatable({}, {__index = function(_, key) return key == "year" and 2000 or key ~= "isdst" and 5 or nil end})))
show(os.time, setmetatable({}, {__index = function(_, key) local x = nil; return key == "year" and x.y or 5 end}))
for year = 1890, 2110, 3 do
  for month = -1, 14, 5 do
    local t = os.time{year = year, month = month, day = year % 40, hour = 5}
    print(year, month, t, os.date("!%c %j %U %W %V %G %g %u %w", t))
  end
end
for year = 1995, 2025 do
  for day = -3, 4 do print(os.date("!%F %a %j %U %W %V %G %g %u %w", os.time{year = year, month = 1, day = day})) end
end
local times = {0, 1e9, 951782400, -1, 1230768000, 1104537600, 253402300800, -62167219201, -62000000000, -59000000000, -1e11, -1e12, 68256000, 1e15, 43200, 43199, 86399}
for i = 1, #times do print(os.date("!%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %m %M %n %p %r %R %S %t %T %u %U %V %w %W %x %X %y %Y %z %Z %%", times[i])) end
print(os.date("%Ec %EC %Ex %EX %Ey %EY %Od %Oe %OH %OI %Om %OM %OS %Ou %OU %OV %Ow %OW %Oy", 0))
show(os.date, "%Q") show(os.date, "%") show(os.date, "%Ez abc") show(os.date, "%Ox") show(os.date, "%E") show(os.date, "abc %E", 0) show(os.date, "%é", 0)
show(os.date, "!%c", 1e18) show(os.date, "!%c", 6e16) show(os.date, "!%c", 7e16) show(os.date, "!%c", -7e16) show(os.date, "*t", 1e18) show(os.date, "%Q", 1e18) show(os.date, "!%c", 1/0) show(os.date, "!%c", 0/0)
show(os.date, "!%c", {}) show(os.date, {}) show(os.date, "x\0y", 0) show(os.date, "!x%Yy", 0.9) show(os.date, "!%c", -0.9) show(os.date, "!%c", -1.9) show(os.date, "!%c", "86400")
show(os.date, "!", 0) show(os.date, "", 0) show(os.date, "*tx", 0) show(os.date, "!*tx", 0) show(os.date, "!!%Y", 0)
local keys = {"year", "month", "day", "hour", "min", "sec", "wday", "yday", "isdst", "zone"}
for i = 1, #times do
  local t = os.date("!*t", times[i]) local out = {}
  for k = 1, 10 do print(keys[k], t[keys[k]]) end
  if times[i] ~= -1 then print(os.time(t) == times[i]) end
end
print(os.difftime(5), os.difftime(5.9, 2.2), os.difftime(1, 3), os.difftime("7", nil))
show(os.difftime) show(os.difftime, 1, "x") show(os.difftime, {})
print(os.time() == os.time(nil), os.clock() >= 0, os.date("*t").year >= 2001, #os.date() == 24, os.date("%Y", nil) == os.date("%Y"))
