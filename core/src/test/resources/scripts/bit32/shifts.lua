-- Shifts and rotations by any amount.
local b = bit32
for _, n in ipairs {0, 1, 4, 31, 32, 33, 64, -1, -4, -31, -32, -40} do print(n, b.lshift(1, n), b.rshift(0x80000000, n), b.lshift(0xdeadbeef, n), b.rshift(0xdeadbeef, n), b.arshift(0xdeadbeef, n), b.arshift(0x12345678, n), b.lrotate(0x12345678, n), b.rrotate(0x12345678, n)) end
print(b.arshift(-1, 4), b.arshift(-16, 2), b.arshift(2 ^ 31, 31), b.arshift(2 ^ 31, 32), b.arshift(1, 100), b.lshift(2 ^ 32 + 1, 1), b.lrotate(1, 32), b.rrotate(1, 1), b.lrotate(-1, 7)) print(pcall(b.lshift, 1)) print(pcall(b.rshift, "x", 1)) print(pcall(b.arshift)) print(b.lshift("2", "3"))
