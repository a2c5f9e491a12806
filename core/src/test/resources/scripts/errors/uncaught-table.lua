-- A script may end in an error that is not a string.
print("before")
error(setmetatable({}, {__tostring = function(self) return "an object with " .. type(self) end}))
