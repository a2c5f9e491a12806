-- The output beside it: lua5.2 string-basic.lua > string-basic.out
local function show(...)
  local n = select("#", ...)
  local line = ""
  for i = 1, n do
    local v = select(i, ...)
    local text = tostring(v)
    if type(v) == "string" then text = "<" .. text .. ">" end
    line = line .. (i > 1 and " " or "") .. text
  end
  print(n .. ": " .. line)
end
local function hash(s) -- of long strings
  local h = #s
  for i = 1, #s, 97 do h = (h * 31 + s:byte(i)) % 1000003 end
  return h
end

show(("hello"):sub(2, 4)) show(("hello"):sub(-3)) show(("hello"):sub(-100, 100))
show(("hello"):sub(2, -2)) show(("hello"):sub(4, 2)) show(("hello"):sub(0)) show(("hello"):sub(6))
show(("hello"):sub(5)) show(("hello"):sub(1, 0)) show(("hello"):sub(2.7, "4"))
show(string.sub(12345, 2, 3)) show(string.sub("hello", 2^53)) show(string.sub("hello", -2^53, 2^53))
show(("hello"):sub(3, nil)) show((""):sub(1, 1))
for first = -7, 7 do
  local line = ""
  for last = -7, 7 do line = line .. "[" .. ("abcde"):sub(first, last) .. "]" end
  print(line)
end

show(("hello"):byte()) show(("hello"):byte(2)) show(("hello"):byte(-1)) show(("hello"):byte(1, -1))
show(("hello"):byte(10)) show(("hello"):byte(0)) show(("hello"):byte(-10, 2)) show((""):byte())
show(("\0\200\255"):byte(1, 3)) show(("hello"):byte(nil, 3)) show(("hello"):byte(3, nil))
show(select("#", ("x"):rep(5000):byte(1, -1)), (select(4999, ("x"):rep(5000):byte(1, -1))))

show(string.char()) show(string.char(72)) show(string.char(72, 105)) show(string.char(72, 105, 33))
show(string.char(0, 255, 10):byte(1, -1)) show(string.char("72", 105.0, 33.9))
show(hash(string.char(("some bytes"):rep(400):byte(1, -1))))

show((""):len()) show(("a\0b"):len()) show(string.len(123)) show(#"x")

show(("Hello World 123 \xe4\xc4[`{@"):upper()) show(("Hello World 123 \xe4\xc4[`{@"):lower())
show((""):upper()) show(string.upper(1e15)) show(("abc"):reverse()) show((""):reverse())
show(("a\0b"):reverse()) show(string.reverse(123))

show(("ab"):rep(3)) show(("ab"):rep(3, ", ")) show(("ab"):rep(1, ", ")) show(("ab"):rep(0, ", "))
show(("ab"):rep(-1)) show((""):rep(100)) show((""):rep(4, "x")) show(("x"):rep(2.9)) show(("x"):rep("2"))
show(("ab"):rep(2, 7)) show(("abc"):rep(2, "")) show(string.rep(12, 2)) show((""):rep(2^31 - 1))

-- long ones, in pieces
local long = ("0123456789abcdefghijklmnopqrstuvwxyz"):rep(3001, "-")
show(hash(long)) show(hash(long:upper())) show(hash(long:reverse())) show(long == long:reverse():reverse())
show(long:upper():lower() == long) show(hash(long:sub(100, 40000))) show(hash(long:sub(3, 110000)))
show(hash(long:sub(1, 111001):sub(2, 60000):sub(5, 33000))) show(hash(long:rep(3, long:sub(1, 50001))))
show(hash(("x"):rep(100001))) show(hash(("xyz"):rep(33333, "ab"))) show(long:rep(1) == long)
show(hash(("%s|%s"):format(long, long))) show(#("%q"):format(long:sub(1, 5000)))

