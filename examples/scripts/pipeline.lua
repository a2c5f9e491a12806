-- A pipeline of generators, each a coroutine: numbers -> squares -> those that read the same backwards.
local function numbers(last)
  return coroutine.wrap(function()
    for n = 1, last do
      coroutine.yield(n)
    end
  end)
end

local function squares(source)
  return coroutine.wrap(function()
    for n in source do
      coroutine.yield(n, n * n)
    end
  end)
end

local function palindromes(source)
  return coroutine.wrap(function()
    for n, square in source do
      local digits = tostring(square)
      if digits == digits:reverse() then
        coroutine.yield(n, square)
      end
    end
  end)
end

for n, square in palindromes(squares(numbers(3000))) do
  print(("%5d squared is %8d"):format(n, square))
end
