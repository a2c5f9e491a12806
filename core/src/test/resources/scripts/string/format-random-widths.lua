-- format with many combinations of flags, width and precision.
local f = string.format
for _, flags in ipairs {"", "-", "+", " ", "0", "-+", "+0", "#"} do
  local line = {}
  for _, spec in ipairs {"d", "5d", "5.2d", "x", "6x", "8.3f", "g", "10g", "10.2e", ".0f"} do line[#line + 1] = f("%" .. flags .. spec, spec:find "[dx]" and 42 or 3.14159) end
  print(flags, table.concat(line, "|"))
end
for _, x in ipairs {0, 1, -1, 0.5, 1.5, 2.5, -2.5, 99.5, 123456, 1234567, 0.0001, 0.00001, 1e15, 1e16, 123456789.123, 5e-324} do print(f("%g|%.0f|%.1f|%.3e|%.14g|%5.3g|%a", x, x, x, x, x, x, x)) end
