-- constructors, fields and assignments
local t = {}
t = {1, 2, 3}
t = {x = 1, ["y"] = 2, [3] = 3, [t] = t, [1.5] = nil, [true] = false}
t = {1, x = 2; 3, [4] = 5, f(), 6}
t = {f()}
t = {f(), nil}
t = {(f())}
t = {...}
t = {..., 1}
t = {{}, {{}}, {a = {}}, function() end,}
t = {f
(1), a
, b = 2}
t = {
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
  49, 50, 51, 52, 53, 54, 55, 56, x = 1, 57, 58, 59, 60, f()
}
t.x = t.y
t.x.y.z = t[1][2][3]
t[t] = t[t[t]]
t["x y"], t[1], t[nil], t[true] = 1, 2
t, t.x = t.x, t
t[t], t = 1, 2
local i = 1
i, t[i] = i + 1, 20
t[i], i, t.i = 1
a, b, c = 1
a, b = 1, 2, 3
a, b = f()
a.b, c = f(), 1
local function up() t.x, t = 1, 2; t[i], i = t, i; t.y = t.z; t:m() end
local p, q, r
local s
local u, v = nil, nil
s = nil
return {n = 1, ...}
