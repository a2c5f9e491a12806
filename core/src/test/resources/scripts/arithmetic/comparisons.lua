-- Order and equality of numbers and strings, as values and as conditions.
print(1 < 2, 2 < 1, 1 <= 1, 1 < 1, 1 > 0, 0 > 1, 1 >= 1, 1 == 1.0, 1 ~= 2, -1 < 0, 1.5 < 1.25)
print("a" < "b", "b" < "a", "a" < "a", "a" <= "a", "a" < "aa", "aa" < "a", "" < "a", "" < "", "" <= "")
print("Z" < "a", "10" < "9", "a" < "B", "abc" < "abd", "abc" >= "abc", "x" > "y")
print("a\0b" < "a\0c", "a\0b" == "a\0b", "a\0b" == "a\0c", "a" < "a\0", "a\0" < "a", "a\0z" < "ab", "\0" < "", "" < "\0")
print("1" == 1, nil == false, 0 == false, "" == false, {} == {}, print == print)
local function branch(a, b)
  local r = {}
  if a < b then r[#r + 1] = "<" end
  if a <= b then r[#r + 1] = "<=" end
  if a > b then r[#r + 1] = ">" end
  if a >= b then r[#r + 1] = ">=" end
  if a == b then r[#r + 1] = "==" end
  if a ~= b then r[#r + 1] = "~=" end
  if not (a < b) then r[#r + 1] = "!<" end
  if not (a <= b) then r[#r + 1] = "!<=" end
  return table.concat(r, " ")
end
print(branch(1, 2)) print(branch(2, 1)) print(branch(2, 2))
print(branch(0.5, 1)) print(branch(2 ^ 31, 2 ^ 31 + 1)) print(branch(-2 ^ 31, 2 ^ 31))
print(branch("a", "b")) print(branch("b", "a")) print(branch("", ""))
print(branch(0 / 0, 0)) print(branch(2 ^ 53, 2 ^ 53 + 1))
local x = 5
print(x < 10, 10 < x, x == 5, 5 == x, x ~= 5, x <= 5, 5 >= x, x == "5", x == nil, nil == x)
