-- A script may end in an error of nil.
print("before")
error(nil)
