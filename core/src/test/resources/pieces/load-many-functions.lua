-- a chunk with very many functions
local source = ("f=function()end "):rep(50000)
local chunk = assert(load(source))
chunk()
chunk()
