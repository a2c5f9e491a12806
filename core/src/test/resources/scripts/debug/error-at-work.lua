-- A handler finds error itself at work, whoever called it.
local function handler() print(debug.getinfo(2, 'f').func == error, debug.getinfo(2, 'S').what) end
xpcall(function() return (tostring(setmetatable({}, { __tostring = error }))) end, handler)
xpcall(function() return setmetatable({}, { __index = error }).x end, handler)
xpcall(function() return setmetatable({}, { __add = error }) + 1 end, handler)
xpcall(function() for _ in error do end end, handler)
xpcall(function() error('here') end, handler)
xpcall(function() error({}) end, handler)
xpcall(function() return error('tail', 2) end, handler)
xpcall(error, handler, 'alone')
xpcall(function() string.gsub('a', 'a', error) end, handler)
xpcall(function() table.sort({ 2, 1 }, error) end, handler)
