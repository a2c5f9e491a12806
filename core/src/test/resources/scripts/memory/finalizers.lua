-- Finalizers run when a collection is asked for, the latest marked first, once for each object.
local log = {}
local function finalizable(name)
  return setmetatable({name = name}, {__gc = function(o) log[#log + 1] = o.name end})
end
local function show(what) print(what, table.concat(log, " ")) log = {} end

for i = 1, 5 do finalizable("object" .. i) end
local kept = finalizable("kept")
collectgarbage()
show("reverse order")
collectgarbage()
show("once")

-- only a field that is there when the metatable is set counts, and what it is then does not
local late = {}
setmetatable({name = "late"}, late)
late.__gc = function(o) log[#log + 1] = o.name end
local replaced = {__gc = true}
setmetatable({name = "replaced"}, replaced)
replaced.__gc = function(o) log[#log + 1] = o.name end
setmetatable({name = "never"}, {__gc = true})
collectgarbage()
show("late")

-- resurrection; what has been finalized is not finalized again
local mt = {}
mt.__gc = function(o) log[#log + 1] = o.name saved = o setmetatable(o, mt) end
setmetatable({name = "phoenix"}, mt)
collectgarbage()
show("first")
print((function() return saved.name end)()) -- the reference counts what registers have held
saved = nil
collectgarbage()
show("again")
saved, mt.__gc = nil, nil
collectgarbage()

-- a finalizer sees what its object refers to, and weak references as the reference has them
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
do
  local o = finalizable("with parts")
  o.part = {"part"}
  values.part, keys[o.part], keys[o] = o.part, "key", "itself"
  getmetatable(o).__gc = function(x)
    log[#log + 1] = tostring(values.part) .. " " .. keys[x.part] .. " " .. tostring(keys[x])
  end
end
collectgarbage()
show("parts")
collectgarbage()
print(next(keys))

-- errors are told to whoever collects, and the other finalizers run later
for i = 1, 3 do finalizable("fine" .. i) end
setmetatable({}, {__gc = function() error("broken", 0) end})
print(pcall(collectgarbage))
show("before")
collectgarbage()
show("after")
setmetatable({}, {__gc = function() error({}) end})
print(pcall(collectgarbage, "collect"))
setmetatable({}, {__gc = function() local x = nil + 1 end})
print(pcall(collectgarbage))

-- finalizers may allocate, call and collect
setmetatable({}, {__gc = function()
  local t = {}
  for i = 1, 100 do t[i] = {i} end
  collectgarbage()
  log[#log + 1] = #t .. ":" .. select("#", pcall(error))
end})
collectgarbage()
show("at work")
print(kept.name, getmetatable(kept).__gc ~= nil)
setmetatable(kept, nil) -- what is marked stays marked, but has no finalizer any more
