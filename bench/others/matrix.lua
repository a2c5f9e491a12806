-- The product of two square matrices, lists of lists.
local function matrix(n)
  local rows = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = (i * j) % 7 + 0.5 end
    rows[i] = row
  end
  return rows
end

return function(n)
  local a, b, trace = matrix(n), matrix(n), 0
  for i = 1, n do
    local product, left = {}, a[i]
    for j = 1, n do
      local sum = 0
      for k = 1, n do sum = sum + left[k] * b[k][j] end
      product[j] = sum
    end
    trace = trace + product[i]
  end
  return trace
end
