-- Positions out of range, with fractions and as texts; missing and wrong arguments.
local function show(...)
  local all = table.pack(...)
  for i = 1, all.n do
    if type(all[i]) == "table" then
      local items = {}
      for k, v in pairs(all[i]) do items[#items + 1] = tostring(k) .. "=" .. tostring(v) end
      table.sort(items)
      all[i] = "{" .. table.concat(items, ",") .. "}"
    end
    all[i] = tostring(all[i])
  end
  print(table.concat(all, " "))
end
local function insert(t, ...) table.insert(t, ...) return t end
local function remove(t, ...) return t, table.remove(t, ...) end
local function sort(t, ...) table.sort(t, ...) return t end
local function concat(...) return table.concat(...) end
local function unpack(...) local a, b, c, d = table.unpack(...) return a, b, c, d end

for _, position in ipairs { 0, 1, 2, 4, 5, -1, 1.5, "2", "x" } do
  show(position, pcall(insert, { 1, 2, 3 }, position, 9))
  show(position, pcall(remove, { 1, 2, 3 }, position))
  show(position, pcall(remove, {}, position))
  show(position, pcall(concat, { 1, 2, 3 }, ",", position))
  show(position, pcall(concat, { 1, 2, 3 }, ",", 1, position))
  show(position, pcall(unpack, { 1, 2, 3 }, position))
  show(position, pcall(unpack, { 1, 2, 3 }, 2, position))
end
show(pcall(insert, {}))
show(pcall(insert, {}, 1, 2, 3))
show(pcall(insert, nil, 1))
show(pcall(insert, {}, nil))
show(pcall(remove, { [0] = "z" })) show(pcall(remove)) show(pcall(remove, { 1, 2 }, nil))
show(pcall(concat, { 1, {}, 3 }))
show(pcall(concat, { 1, 2 }, {}))
show(pcall(concat))
show(pcall(concat, { 1.5, 2^53 }, 0))
for _, length in ipairs { 2, "2", 1.5 } do
  show(pcall(concat, setmetatable({ 1, 2, 3 }, { __len = function() return length end }), ","))
end
show(pcall(concat, setmetatable({ 1 }, { __len = function() return "x" end })))
show(pcall(unpack, {}, 1, 1e7))
show(pcall(unpack, {}, -2^31, 2^31 - 1))
show(pcall(unpack, {}, 2^31 - 2, 2^31 - 1))
show(pcall(unpack)) show(pcall(unpack, "abc"))
show(pcall(sort, { 3, "a" }))
show(pcall(sort, { 1, 2 }, 1))
show(pcall(sort, { {}, {} }))
show(pcall(sort, { true, false }))
show(pcall(sort, { 1, nil, 3 })) show(pcall(sort, { 5, 3, 1 }, function() error("cmp", 0) end))
show(pcall(function() return select(0) end))
show(pcall(function() return select(-5, 1) end))
show(pcall(function() return select("x") end))
show(select("2", "a", "b"))
show(select(1.9, "a"))
show(pcall(function() return next({}, "x") end))
show(pcall(function() return rawlen(1) end))
show(pcall(function() return rawset({}, nil, 1) end))
show(pcall(function() return rawset({}, 0/0, 1) end))
show(pcall(function() return setmetatable({}, 1) end))
show(pcall(function() return setmetatable(setmetatable({}, { __metatable = 1 }), {}) end))
show(pairs(setmetatable({}, { __pairs = function() return 1, 2, 3, 4 end })))
show(ipairs(setmetatable({}, { __ipairs = function() return 1 end })))
