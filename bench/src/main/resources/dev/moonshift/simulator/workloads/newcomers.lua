summary "Three residents, and a flood of newcomers that each do a little and leave."

process {name = "resident", count = 3, script = "hog"}
process {
  name = "newcomer", count = math.ceil(duration / (5 * quantum)), script = "job",
  start = duration / 4, every = exponential(2.5 * quantum), size = uniform(quantum / 4, quantum * 2),
}
