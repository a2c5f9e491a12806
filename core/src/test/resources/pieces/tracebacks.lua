-- errors and tracebacks deep down, asked for again and again
local function deep(n)
  if n > 0 then return 1 + deep(n - 1) end
  for i = 1, 50 do
    debug.traceback()
    pcall(error, "x", 100000)
  end
  error("bottom")
end
print(pcall(deep, 30000))
print(#select(2, xpcall(deep, debug.traceback, 30000)) < 5000)
