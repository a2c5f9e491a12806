-- NaN is not equal, less or greater; every operator hands it on, and it is no key.
local nan = 0 / 0
local function is_nan(x) return x ~= x end
print(nan == nan, nan ~= nan, nan < nan, nan > nan, nan <= nan, nan >= nan)
print(nan < 1, nan > 1, nan <= 1, nan >= 1, nan == 1, nan ~= 1, 1 < nan, 1 > nan, 1 == nan)
print(not (nan < 1), not (nan >= 1), not (nan == nan))
print(is_nan(nan + 1), is_nan(nan - nan), is_nan(nan * 0), is_nan(nan / nan), is_nan(-nan), is_nan(nan % 2))
print(is_nan(math.huge - math.huge), is_nan(math.huge * 0), is_nan(math.huge / math.huge))
print(is_nan(1 % 0), is_nan(0 % 0), is_nan(math.huge % 2), is_nan(math.huge % math.huge), is_nan((-8) ^ (1 / 3)))
print(nan ^ 0, 1 ^ nan, is_nan(nan ^ 1), is_nan(2 ^ nan))
print(rawequal(nan, nan), nan == tostring(nan), type(nan))
print(is_nan(math.sqrt(-1)), is_nan(math.log(-1)), is_nan(math.acos(2)), is_nan(math.fmod(1, 0)), is_nan(math.fmod(math.huge, 1)))
if nan then print("nan is true") end
local t = {}
print(t[nan], rawget(t, nan))
print(pcall(function() t[nan] = 1 end))
print(pcall(function() local r = rawset(t, nan, 1) return r end))
print(pcall(function() local r = next(t, nan) return r end))
local count = 0
for _ = 1, nan do count = count + 1 end
for _ = nan, 1 do count = count + 1 end
for _ = 1, 3, nan do count = count + 1 end
print(count)
