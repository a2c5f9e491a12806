-- An error in a hook is one of the code that it interrupts, and the hook goes on watching.
local function fails(mask, body)
  local armed = true
  local ok, message = pcall(function()
    debug.sethook(function(event, line)
      if armed and debug.getinfo(2, "f").func == body then
        armed = false
        error("in " .. event, 2)
      end
    end, mask)
    body()
  end) local _, events = debug.gethook() debug.sethook()
  print(ok, message, events)
end

local function body()
  local x = 1
  x = x + 1
  return x
end
fails("c", body)
fails("r", body)
fails("l", body)
fails("", body)

-- of library functions
local function refuse(event)
  return function()
    debug.sethook(function(e)
      local call = debug.getinfo(2, "Sn")
      if e == event and call.what == "C" and call.name ~= "sethook" then
        debug.sethook()
        error("no " .. tostring(call.name))
      end
    end, "cr")
    local t = {}
    table.insert(t, 1)
    return #t
  end
end
print(pcall(refuse "call"))
print(pcall(refuse "return"))

-- messages name what they name without a hook
debug.sethook(function() end, "crl")
print(pcall(function() local t = {} table.insert(t, 1, 2, 3) end))
print(pcall(function() string.rep() end))
print(pcall(function() ("x"):rep({}) end))
print(pcall(function() local up = {} return up.x.y end))
print(pcall(function() error("level 1") end))
print(pcall(function() error("level 2", 2) end))
print(pcall(string.rep))
print(pcall(table.sort, { 3, 2, 1 }, function() error("in the comparator") end))
print(select(2, xpcall(function() local x = nil + 1 end, function(m) return m .. " handled" end)))
print(pcall(coroutine.wrap(function() error("in a coroutine") end)))
print((debug.traceback("trace", 1):gsub("\n.*", "")))
debug.sethook()

-- a handler sees the hook that failed
print(xpcall(function()
  debug.sethook(function() debug.sethook() error("x") end, "l")
  return 1
end, function(m)
  return m .. " in " .. debug.getinfo(2, "n").name
end))
print(debug.gethook())
