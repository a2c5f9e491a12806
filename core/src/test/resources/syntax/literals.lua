-- strings and numerals in all their forms
return "a\n\t\\\"\'\a\b\f\r\v\065\x42\0z\200", 'q"', "line\
next\
end", "gap\z  
	  over",
  [[
first
second
thirdfourth]], [==[ ]] ]=] ]==], "", [[]],
  --[[ long
comment ]] --[==[ ]] ]==] 3, 3.0, 3.1416, 314.16e-2, 0.31416E1, .5, 5., 0xff, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1,
  1e308, 1e999, 5e-324, 1e-400, 0x.1p4, 9007199254740993, 2147483648, 0xffffffffff, "Ã©ÿ" -- last
