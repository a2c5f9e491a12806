summary "Five processes that never have enough, of weights 1, 2, 3, 5 and 8."

for _, weight in ipairs {1, 2, 3, 5, 8} do
  process {name = "weight-" .. weight, script = "hog", weight = weight}
end
