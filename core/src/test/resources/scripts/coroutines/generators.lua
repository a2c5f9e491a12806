-- Generators: permutations, tree walks, zips, infinite streams.
local function permutations(list)
  local function permute(n) if n == 0 then coroutine.yield(list) else for i = 1, n do list[n], list[i] = list[i], list[n] permute(n - 1) list[n], list[i] = list[i], list[n] end end end
  return coroutine.wrap(function() permute(#list) end)
end
for p in permutations {"a", "b", "c"} do print(table.concat(p)) end
local function walk(tree) if tree then walk(tree.left) coroutine.yield(tree.key) walk(tree.right) end end
local function insert(tree, key) if not tree then return {key = key} end local side = key < tree.key and "left" or "right" tree[side] = insert(tree[side], key) return tree end
local root for _, k in ipairs {5, 2, 8, 1, 9, 3} do root = insert(root, k) end
local keys = {} for k in coroutine.wrap(function() walk(root) end) do keys[#keys + 1] = k end print(table.concat(keys, " "))
local function naturals() return coroutine.wrap(function() local n = 1 while true do coroutine.yield(n) n = n + 1 end end) end
local function filter(p, g) return coroutine.wrap(function() for x in g do if p(x) then coroutine.yield(x) end end end) end
local function take(n, g) return coroutine.wrap(function() for _ = 1, n do coroutine.yield(g()) end end) end
local function zip(a, b) return coroutine.wrap(function() for x in a do local y = b() if y == nil then return end coroutine.yield(x, y) end end) end
for x, y in zip(take(3, filter(function(n) return n % 7 == 0 end, naturals())), take(5, naturals())) do print(x, y) end
local function sieve(g) return coroutine.wrap(function() while true do local p = g() coroutine.yield(p) g = filter(function(n) return n % p ~= 0 end, g) end end) end
local from2 = naturals() from2() local primes = {} for p in take(10, sieve(from2)) do primes[#primes + 1] = p end print(table.concat(primes, " "))
