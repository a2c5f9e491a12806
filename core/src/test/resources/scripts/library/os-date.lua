-- Dates in UTC: every directive, odd ones, times far away, tables with odd fields.
local function show(...)
  print((string.gsub(table.concat({ ... }, " "), "%z", "\\0")))
end
for directive in ("aAbBcdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%"):gmatch(".") do
  show(directive, os.date("!%" .. directive, 1582981509))
end
for _, format in ipairs { "!", "!abc", "!%Ec", "!%EC", "!%Ex", "!%EX", "!%Ey", "!%EY", "!%Od", "!%Oe", "!%OH", "!%OI",
  "!%Om", "!%OM", "!%OS", "!%Ou", "!%OU", "!%OV", "!%Ow", "!%OW", "!%Oy", "!%Q", "!%", "!%E", "!%O", "!%Ea", "!%Oa", "!%k",
  "!%l", "!%s", "!%P", "!%f", "!%N", "!%-d", "!%5d", "!\0%Y", "!%C", "!%h", "!%L" } do
  local ok, text = pcall(function() return os.date(format, 86400 * 365) end)
  show(format, tostring(ok), text)
end
for _, time in ipairs { 0, 1, -1, 951782400, 951868799, 4102444800, -86400 * 365, 253402300799, 68256000, 1.9, "86400" } do
  show(time, os.date("!%c %j %U %W %V %G %g %w %u %y %C", time))
end
local fields = os.date("!*t", 1582981509)
for _, name in ipairs { "year", "month", "day", "hour", "min", "sec", "wday", "yday", "isdst" } do
  print(name, fields[name])
end
local start = os.time { year = 2000, month = 1, day = 1 }
for _, change in ipairs { { hour = 0 }, { month = 13 }, { month = 0 }, { day = 0 }, { day = 366 }, { hour = 25, min = 61,
  sec = 61 }, { hour = -1 }, { year = "2001" }, { year = 1900 }, { month = -100, day = -100, hour = -100 },
  { isdst = true }, { isdst = false }, { day = 1.9 } } do
  local date = { year = 2000, month = 1, day = 1 }
  for name, value in pairs(change) do date[name] = value end
  print(os.difftime(os.time(date), start))
end
for _, date in ipairs { {}, { year = 2000 }, { year = 2000, month = 1 }, { year = "x", month = 1, day = 1 } } do
  print(pcall(function() os.time(date) end))
end
