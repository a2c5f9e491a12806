summary "Five periodic tasks with deadlines and one that takes three times what it reserved, beside six hogs."

-- Reserved are 60 of 100; each task but the last needs less than it reserved.
local tasks = {
  {name = "control", period = 30, budget = 3},
  {name = "audio", period = 40, budget = 4},
  {name = "video", period = 60, budget = 9},
  {name = "sensor", period = 80, budget = 8},
  {name = "log", period = 160, budget = 8},
}
for _, task in ipairs(tasks) do
  local period, budget = task.period * quantum, task.budget * quantum
  process {
    name = task.name, kind = "periodic", script = "server", priority = 16,
    weight = math.ceil(100 * budget / period), reservation = {budget = budget, period = period},
    requests = {every = period, size = budget * 0.8, deadline = period},
  }
end
process {
  name = "over-runner", script = "server", priority = 16, weight = 10,
  reservation = {budget = 4 * quantum, period = 40 * quantum},
  requests = {every = 40 * quantum, size = 12 * quantum}, -- no deadline: it does not keep its word
}
process {name = "hog", count = 6, script = "hog", weight = 20}
