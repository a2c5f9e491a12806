-- Matrices as objects with operators.
local M = {} M.__index = M
local function new(rows) return setmetatable(rows, M) end
function M.__mul(a, b) if type(a) == "number" then a, b = b, a end local r = {} for i = 1, #a do r[i] = {} if type(b) == "number" then for j = 1, #a[1] do r[i][j] = a[i][j] * b end else for j = 1, #b[1] do local s = 0 for k = 1, #b do s = s + a[i][k] * b[k][j] end r[i][j] = s end end end return new(r) end
function M.__add(a, b) local r = {} for i = 1, #a do r[i] = {} for j = 1, #a[i] do r[i][j] = a[i][j] + b[i][j] end end return new(r) end
function M.__eq(a, b) for i = 1, #a do for j = 1, #a[i] do if a[i][j] ~= b[i][j] then return false end end end return true end
function M.__pow(a, n) local r = new {} for i = 1, #a do r[i] = {} for j = 1, #a do r[i][j] = i == j and 1 or 0 end end while n > 0 do if n % 2 == 1 then r = r * a end a = a * a n = math.floor(n / 2) end return r end
function M.__tostring(a) local l = {} for i, row in ipairs(a) do l[i] = table.concat(row, " ") end return table.concat(l, "\n") end
function M.__call(a, i, j) return a[i][j] end function M.__unm(a) return a * -1 end function M.__concat(a, b) return tostring(a) .. "\n--\n" .. tostring(b) end
local a, b = new {{1, 2}, {3, 4}}, new {{0, 1}, {1, 0}} print(a * b) print(a + b) print(a * 2 == 2 * a, a == b, a ^ 10 == a * a * a * a * a * a * a * a * a * a) print((new {{1, 1}, {1, 0}} ^ 70)(1, 2)) print(-a .. b)
