-- A JSON encoder and decoder.
local encode
local escapes = {['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t"}
local function quote(s) return '"' .. s:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"' end
function encode(v)
  local kind = type(v)
  if kind == "string" then return quote(v) elseif kind ~= "table" then return tostring(v) end
  local parts = {}
  if #v > 0 then for i, x in ipairs(v) do parts[i] = encode(x) end return "[" .. table.concat(parts, ",") .. "]" end
  local keys = {} for k in pairs(v) do keys[#keys + 1] = k end table.sort(keys)
  for i, k in ipairs(keys) do parts[i] = quote(k) .. ":" .. encode(v[k]) end
  return "{" .. table.concat(parts, ",") .. "}"
end
local function decode(s)
  local pos, value = 1
  local function fail(what) error(("%s at %d"):format(what, pos), 0) end
  local function skip() pos = s:find("%S", pos) or #s + 1 end
  local function take(p) local a, b, c = s:find("^" .. p, pos) if a then pos = b + 1 return c or true end end
  function value()
    skip()
    if take "{" then local t = {} skip() if take "}" then return t end repeat skip() local k = take '"(.-)"' or fail "key expected" skip() if not take ":" then fail "':' expected" end t[k] = value() skip() until not take "," if not take "}" then fail "'}' expected" end return t end
    if take "%[" then local t = {} skip() if take "%]" then return t end repeat t[#t + 1] = value() skip() until not take "," if not take "%]" then fail "']' expected" end return t end
    local str = take '"(.-)"' if str then return str end
    local num = take "(-?%d+%.?%d*[eE]?[-+]?%d*)" if num then return tonumber(num) end
    if take "true" then return true elseif take "false" then return false elseif take "null" then return nil end
    fail "value expected"
  end
  local v = value() skip() if pos <= #s then fail "trailing text" end return v
end
print(encode {name = "Lua", list = {1, 2.5, -3e10, {true, false}}, text = 'a "quote"\n\1', nested = {a = {b = {c = {}}}}})
print(encode(decode ' { "x" : [ 1 , 2.5 , { "y" : "z" } , true ] , "e" : {} , "n" : -1e2 } '))
for _, bad in ipairs {"", "{", "[1,]", "{1:2}", "[1 2]", "tru", "[1] x"} do print(pcall(decode, bad)) end
