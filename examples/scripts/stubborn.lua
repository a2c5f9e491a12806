-- Refuses to stop: it catches every error and starts again. Only a kill from outside ends it.
print("nothing that I can catch will stop me")
while true do
  pcall(function()
    while true do end
  end)
end
