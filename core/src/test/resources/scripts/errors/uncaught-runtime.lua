-- A script may end in a runtime error, deep in its calls.
local config = {}
local function inner(c) return c.window.width end
local function outer(c) local w = inner(c) return w end
print("before")
outer(config)
print("never")
