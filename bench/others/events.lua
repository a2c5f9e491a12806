-- Handlers that are called by the name of an event, with any number of arguments.
local Emitter = {}
Emitter.__index = Emitter

function Emitter.new() return setmetatable({ handlers = {} }, Emitter) end

function Emitter:on(name, handler)
  local list = self.handlers[name]
  if not list then
    list = {}
    self.handlers[name] = list
  end
  list[#list + 1] = handler
end

function Emitter:emit(name, ...)
  local list = self.handlers[name]
  if list then
    for i = 1, #list do list[i](...) end
  end
end

return function(n)
  local emitter, count = Emitter.new(), 0
  emitter:on("moved", function(x) count = count + x end)
  emitter:on("moved", function(x, y) count = count - y end)
  emitter:on("hit", function(x, _, strength) count = (count + x * strength) % 1000003 end)
  for i = 1, n do
    emitter:emit("moved", i, 1)
    emitter:emit("hit", i, 2, 3)
  end
  return count % 1000003
end
