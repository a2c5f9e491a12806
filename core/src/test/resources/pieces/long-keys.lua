-- looking up keys of megabytes: found and not, through chains of tables, and prepared to collide
local stem = ("k"):rep(2000000)
local key, same, other = stem .. "1", stem .. "1", stem .. "2"
local t = {[key] = 1}
for i = 1, 3 do
  assert(t[same] == 1 and t[other] == nil and rawget(t, same) == 1 and next(t, same) == nil)
  t[same] = 1
  rawset(t, same, 1)
end

local chain = {[key] = "end"}
for i = 1, 60 do
  chain = setmetatable({[stem .. "x"] = i}, {__index = chain, __newindex = chain})
end
assert(chain[same] == "end")
chain[same] = "changed"
assert(chain[same] == "changed")

local short = ("s"):rep(31000)
local long = {}
for i = 1, 98 do
  long = setmetatable({[short .. "1"] = i}, {__index = long, __newindex = long})
end
assert(long[short .. "2"] == nil)
long[short .. "2"] = 1
assert(long[short .. "2"] == 1)

local alike = {} -- LuaJ's hash looks at no byte in the middle of a long text
local head, tail = ("h"):rep(300000), ("t"):rep(300000)
for i = 1, 40 do alike[head .. ("%02d"):format(i) .. tail] = i end
for i = 1, 40 do assert(alike[head .. ("%02d"):format(i) .. tail] == i) end
for k, v in pairs(alike) do alike[k] = v + 1 end
print(next({}, nil), pcall(next, {}, stem))
