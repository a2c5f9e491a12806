-- extract and replace.
local b = bit32
for _, a in ipairs {{0xdeadbeef, 0}, {0xdeadbeef, 0, 8}, {0xdeadbeef, 8, 8}, {0xdeadbeef, 31}, {0xdeadbeef, 0, 32}, {0xdeadbeef, 28, 4}, {-1, 5, 3}, {0xdeadbeef, 32}, {0xdeadbeef, -1}, {0xdeadbeef, 0, 0}, {0xdeadbeef, 0, 33}, {0xdeadbeef, 31, 2}, {0, 0, -1}} do print(a[2], a[3], pcall(function() local r = b.extract(a[1], a[2], a[3] or 1) return r end)) end
for _, a in ipairs {{0, 1, 0}, {0, 0xff, 4, 4}, {0xffffffff, 0, 8, 8}, {0, 1, 31}, {0, 0x12345678, 0, 32}, {5, -1, 3, 2}, {0, 1, 32}, {0, 1, -1}, {0, 1, 30, 3}, {0, 1, 0, 0}} do print(a[2], a[3], a[4], pcall(function() local r = b.replace(a[1], a[2], a[3], a[4] or 1) return r end)) end print(b.extract(6, 1), b.replace(0, 1, 3))
