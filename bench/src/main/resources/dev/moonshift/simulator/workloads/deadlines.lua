summary "Five periodic tasks with deadlines and one that takes three times what it reserved, beside two hogs."

-- Reserved are 60 of 100; each task but the last needs less than it reserved.
for _, task in ipairs {{"control", 8, 0.8}, {"audio", 16, 1.6}, {"video", 24, 3.6}, {"sensor", 40, 4}, {"log", 80, 4}} do
  local name, period, budget = task[1], task[2] * quantum, task[3] * quantum
  process {
    name = name, kind = "periodic", script = "server", priority = 16, weight = math.ceil(100 * budget / period),
    quantum = quantum / 2, reservation = {budget = budget, period = period},
    requests = {every = period, size = budget * 0.7, deadline = period},
  }
end
process {
  name = "over-runner", script = "server", priority = 16, weight = 10,
  quantum = quantum / 2, reservation = {budget = quantum, period = 10 * quantum},
  requests = {every = 10 * quantum, size = 3 * quantum, deadline = 10 * quantum},
}
process {name = "hog", count = 2, script = "hog", weight = 10}
