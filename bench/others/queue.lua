-- A queue of small objects: a table into which keys come at one end and leave at the other.
return function(n)
  local queue, first, last, sum = {}, 1, 0, 0
  for i = 1, n do
    last = last + 1
    queue[last] = { id = i, weight = i % 13 }
    if i % 3 == 0 then
      local job = queue[first]
      queue[first] = nil
      first = first + 1
      sum = (sum + job.id * job.weight) % 1000003
    end
  end
  while first <= last do
    sum = (sum + queue[first].weight) % 1000003
    queue[first] = nil
    first = first + 1
  end
  return sum
end
