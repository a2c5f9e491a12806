summary "Three tenants of weights 3, 2 and 1 that run 1, 4 and 16 processes: members must not count."

for _, tenant in ipairs {{"large", 3, 1}, {"middle", 2, 4}, {"small", 1, 16}} do
  local name, weight, members = tenant[1], tenant[2], tenant[3]
  group {name = name, weight = weight}
  process {
    name = name, count = members, kind = name, script = "hog", group = name, quantum = quantum / 10,
  }
end
