-- random: ranges and refusals; never the numbers themselves.
math.randomseed(42) local a = {} for i = 1, 5 do a[i] = math.random(1000) end math.randomseed(42) local same = true for i = 1, 5 do same = same and a[i] == math.random(1000) end print(same)
for i = 1, 100 do local r = math.random() assert(r >= 0 and r < 1) r = math.random(6) assert(r >= 1 and r <= 6 and r == math.floor(r)) r = math.random(-3, 3) assert(r >= -3 and r <= 3 and r % 1 == 0) end
print(math.random(1), math.random(5, 5), math.random(-1, -1)) print(pcall(math.random, 0)) print(pcall(math.random, -5)) print(pcall(math.random, 2, 1)) print(pcall(math.random, 1, 2, 3)) print(pcall(math.random, "x")) print(pcall(math.randomseed)) print(select("#", math.randomseed(1)))
