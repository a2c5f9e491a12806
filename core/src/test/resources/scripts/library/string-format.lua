-- The output beside it: lua5.2 string-format.lua > string-format.out
local function show(...) print("<" .. string.format(...) .. ">") end
show("") show("plain") show("100%%") show("%%%d%%", 5) show("%d %i %u", 1, -2, 3) show("%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42)
show("%.3d|%8.3d", 7, 7) show("%x %X %#x %o %#o", 255, 255, 255, 8, 8) show("%c%c%c", 76, 117, 97) show("%c|%5c|", 0, 65)
show("%e %E %.2e", 12345.678, 12345.678, 0) show("%f %.0f %.3f %10.2f|%-10.2f|", 1 / 3, 2.5, 2.0005, 3.14159, 3.14159)
local zero = 0
show("%g %g %g %g %.3g %#g", 1e20, 1e-5, 100000, 1e6, 3.14159, 1) show("%a %A %.2a", 1, 0.5, 3.14) show("%g %g %g", 1 / 0, -1 / 0, -zero)
show("%5.1f|%+.1e|%010.3f|%+010d", -2.25, 1e10, -3.5, 77) show("%s %s %s %s", "x", 1, true, nil) show("%10s|%-10s|%.2s|%5.1s|", "abc", "abc", "abc", "abc")
show("%s", 1e15) show("%s", 2 ^ 53) show("%s", 0.1) show("%d", "10") show("%s %s", 1, "2", "extra") show("%d", 3.9) show("%d", -3.9) show("%x", 2 ^ 53)
show("%5s|%s", "a\0b", "c\0d") show("%s", ("x"):rep(200) .. "\0y") show("%20s|", ("x"):rep(150)) show("%.20s|", ("x"):rep(150)) show("%-5s|%5s", "", "")
show("%q", "plain") show("%q", 'say "hi"\\\n\r\0tab\t1\0012\127\200') show("%q", "") show("%q", 12) show("%q|%q", "a", "b") show("%10q", "x")
show("%s|%s", setmetatable({}, {__tostring = function() return "object" end}), 5)
show("%10s|%.2s", setmetatable({}, {__tostring = function() return "object" end}), setmetatable({}, {__tostring = function(x) return "second" end}))
show("%s", setmetatable({}, {__tostring = function() return 12 end})) show("%s", setmetatable({}, {__tostring = function() return ("ab"):rep(1000) end}))
show(("%d,"):rep(100), ("x"):rep(100):byte(1, -1)) show("%99.99f", 1 / 3) show("%.14g %.17g", 0.1, 0.1)
