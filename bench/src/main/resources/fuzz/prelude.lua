-- What every generated program begins with; blank lines separate what the shrinker may drop.

-- Every function asks spent() and every loop tired(), so a program always ends.
calls, rounds, barrier = 0, 0, 0

function spent() calls = calls - 1 return calls < 0 end

function tired() rounds = rounds - 1 return rounds < 0 end

-- What makes a value have a type; a short text, too.
function num(x) return type(x) == "number" and x or 7 end

function text(x) return type(x) == "string" and #x < 20000 and x or "text" end

function tab(x) return type(x) == "table" and x or {5, 6, name = "tab"} end

function fun(x) return type(x) == "function" and x or str end

function co(x) return type(x) == "thread" and x or coroutine.create(yield) end

-- As os.date and os.time, and never of the present moment.
function date(format, time) return os.date(format, num(time)) end

function time(t) return os.time(tab(t)) end

-- A text for a value: never an address, never the sign of a NaN.
function str(x)
  local kind = type(x)
  if kind == "number" then return x ~= x and "nan" or tostring(x) end
  if kind == "string" then
    if #x > 150 then x = x:sub(1, 120) .. "<" .. #x .. ">" .. x:sub(-20) end
    return (("%q"):format(x))
  end
  if kind == "nil" or kind == "boolean" then return tostring(x) end
  return kind
end

-- The numbers and strings among the keys of a table, sorted.
function keys(t)
  local numbers, strings = {}, {}
  for k in next, t do
    if type(k) == "number" then numbers[#numbers + 1] = k end
    if type(k) == "string" then strings[#strings + 1] = k end
  end
  table.sort(numbers)
  table.sort(strings)
  for i = 1, #strings do numbers[#numbers + 1] = strings[i] end
  return numbers
end

-- As pairs, but in the same order everywhere.
function each(t)
  local list, i = type(t) == "table" and keys(t) or {}, 0
  return function()
    i = i + 1
    if list[i] ~= nil then return list[i], rawget(t, list[i]) end
  end
end

function show(...)
  local out = {}
  for i = 1, select("#", ...) do
    local x = select(i, ...)
    out[i] = str(x)
    if type(x) == "table" then
      local list, fields = keys(x), {}
      for j = 1, math.min(#list, 12) do fields[j] = str(list[j]) .. "=" .. str(rawget(x, list[j])) end
      out[i] = "{" .. table.concat(fields, " ") .. "}" .. #list
    end
  end
  print(table.concat(out, " "))
end

-- Where a coroutine can yield everywhere; elsewhere gives back what it gets.
function yield(...)
  local _, main = coroutine.running()
  if main or barrier > 0 then return ... end
  return coroutine.yield(...)
end

function released(ok, ...)
  barrier = barrier - 1
  if not ok then error((...), 0) end
  return ...
end

-- Calls a function during which nobody may yield.
function guarded(f, ...)
  barrier = barrier + 1
  return released(pcall(f, ...))
end
