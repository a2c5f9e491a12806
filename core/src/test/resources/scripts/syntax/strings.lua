-- String literals: escapes, long brackets, line ends.
print("a\tb\\n\"'\65\066\x41\x7a\z
       joined", 'it\'s "q"', #"\0\00\000", "\1234" == "{4", "a\
b", [[long]], [[
first newline dropped]], [==[with ]] and ]=] inside]==], #[[

]], [[\n is two]], "\a\b\f\v" == "\7\8\12\11", #"\z   ", "tab\z	x")
print(load("return 'a\\\r\nb'")() == "a\nb", load("return [[a\r\nb\n\rc\rd]]")() == "a\nb\nc\nd", load("return [[\r\nx]]")() == "x", load("return '\\x00\\xff'")() == "\0\255", load("return '\\u{41}'", "=u")) print(("x"):rep(3) .. 'y' .. [[z]], #'\\', '\'', "\"", '\"', "\'", [=[]]]=], [[]]) print(#("\z
   "), "é" == "\195\169")
