-- Numerals: decimal, exponent, hexadecimal, hexadecimal fraction.
print(3, 3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, 0xff, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1)
print(.5, 5., 0., .0, 00012, 1e+2, 1E-2, 0xA, 0XA, 0xABCDEF, 0xabcdef, 0x.1, 0x1., 0x1p4, 0x1P-4)
print(1e308, 1e-308, 4.9e-324, 1e-400, 123456789012345678901234567890, 0.1e1, 0.30000000000000004 == 0.1 + 0.2)
print(0xffffffffffffffff, 0x7fffffffffffffff, 0x10000000000000000, 9007199254740993 == 9007199254740992)
print(1000000000000000000000, 99999999999999999999, 0x1p1023, 1 / 0x1p-1022 == 0x1p1022)
for _, s in ipairs {"3x", "0x", "1e", "1e+", "1..2", "0xg", "3.4.5", "0x1p", "1_000", "08x", "5e5e5"} do
  print(s, (select(2, load("return " .. s, "=n"))))
end
print(tostring(0xep1), 0xe+1, 1-1, 3-2, 2e0-1)
