-- Fields may be cleared and changed while they are traversed.
local t = {} for i = 1, 20 do t[i] = i t["k" .. i] = i end
local n, sum = 0, 0 for k, v in pairs(t) do n = n + 1 sum = sum + v t[k] = nil end print(n, sum, next(t))
for i = 1, 10 do t[i] = i end for k, v in pairs(t) do t[k] = v * 2 end sum = 0 for _, v in pairs(t) do sum = sum + v end print(sum) local k = next(t) n = 0 while k ~= nil do n = n + 1 k = next(t, k) end print(n) for i in ipairs(t) do if i % 2 == 1 then t[i] = false end end sum = 0 for i, v in ipairs(t) do sum = sum + (v and v or 1) end print(sum)
for i, v in ipairs(t) do t[i] = nil end print(next(t)) t = {1, 2, 3} for i, v in ipairs(t) do if i < 6 then t[i + 3] = v + 3 end end print(#t, t[#t]) print(pcall(next, {}, 1)) print(pcall(next, {1, 2}, 3)) print(next({}, nil), next({5})) local u = {a = 1} for key in pairs(u) do u[key] = nil u[key] = 2 end print(u.a) print(next({[false] = "f"})) for i, v in pairs({10, 20, 30}) do print(i, v) end
