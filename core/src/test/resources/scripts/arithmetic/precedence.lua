-- Operator precedence and associativity.
print(2 + 3 * 4 ^ 2 / 2 - 1 % 3, -3 ^ 2, not 1 == 2, not (1 == 2), #"abc" + 1, -#"abc", - -3, not not true)
print(1 .. 2 .. 3, "a" .. 1 + 2, 1 + 2 .. "", 2 * 3 .. 4 * 5, 1 < 2 and 2 < 3, 1 < 2 == true, "a" < "b" == not false)
print(8 - 4 - 2, 8 / 4 / 2, 8 - (4 - 2), 8 / (4 / 2), 2 ^ 2 ^ 3, 7 % 4 % 2, 7 * 3 % 4, 7 % 4 * 3)
print(1 or 2 and nil, (1 or 2) and nil, nil and 1 or 2, false == false ~= true, 1 == 1 ~= 2)
print(-"2" + 0, -2 ^ -2, 2 ^ -1 * 4, -(2) ^ 2, #"ab" * 2, -#"ab" + 2, #{1, 2, 3} * 2, not nil and 1)
local t = {f = function(x) return x end}
print(t.f(2) ^ 2, t.f "x" .. "y", #t.f {1, 2}, -t.f(3), ("x"):rep(3) .. "y", ({10, 20})[2] + 1)
print((function(...) return select("#", ...) end)(nil, nil), ((1 + 2)) * 3, (((("deep")))))
print(pcall(load('return #"ab" ^ 2', "=p")))
