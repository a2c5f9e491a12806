-- assert and rawequal of texts that take long, where they are called often; and a zero byte.
local a = ("x"):rep(70000) .. "a"
local same = ("x"):rep(70000) .. "a"
local other = ("x"):rep(70000) .. "b"
local function equal(x, y) return rawequal(x, y) end
local function sure(x, message) assert(x, message) return 1 end
local count = 0
for i = 1, 40 do
  if rawequal(a, same) then count = count + 1 end
  if equal(a, other) or not equal(a, same) then count = count + 1000 end
  local ok, message = pcall(sure, i % 2 == 0, a)
  count = count + (ok and 0 or #message)
end
print(count)
print(pcall(sure, false, "zero\0byte"))
print(pcall(sure, nil, "\0"), pcall(assert, false, 12), (pcall(assert, false, {})))
