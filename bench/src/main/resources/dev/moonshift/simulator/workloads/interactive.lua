summary "Eight people who think and ask, beside four batch jobs that never end."

process {name = "batch", count = 4, script = "hog"}
process {
  name = "user", count = 8, script = "server", priority = 8, quantum = quantum / 4,
  requests = {every = exponential(8 * quantum), size = pareto(quantum / 8, 1.5, 5 * quantum)},
}
