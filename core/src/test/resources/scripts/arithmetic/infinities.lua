-- Infinities in arithmetic and comparison.
local inf = math.huge
print(inf, -inf, 1 / 0, -1 / 0, inf == 1 / 0, -inf == -1 / 0)
print(inf + 1, inf - 1, inf * 2, inf / 2, inf * -1, 1 / inf, 1 / -inf, -inf ^ 3)
print(inf ^ 0, inf ^ -1, 0 ^ inf, 2 ^ inf, 2 ^ -inf, 0.5 ^ inf, (-inf) ^ 2, (-inf) ^ 3)
local function is_nan(x) return x ~= x end
print(is_nan(5 % inf), is_nan(0 % inf), is_nan(-5 % -inf), 5 % inf == 5)
print(inf > 1e308, -inf < -1e308, inf >= inf, inf > inf, inf <= -inf, inf ~= inf)
print(1e308 * 10, -1e308 * 10, 1e308 + 1e308, 2 ^ 1024, 2 ^ 1023 * 2, 5e-324 / 2)
print(math.max(1, inf), math.min(1, -inf), math.max(-inf, inf))
print(tostring(inf), inf .. "|" .. -inf, string.format("%g %f %5.1f|", inf, -inf, inf))
print(tonumber("inf"), tonumber("1e400"), tonumber("-1e400"), 1e400)
local t = {[inf] = "positive", [-inf] = "negative"}
print(t[1 / 0], t[-1 / 0], t[inf * 2], t[-inf - 5])
