summary "Jobs come and go: most are small, the largest takes four hundred times as long as the smallest."

process {
  name = "job", count = math.ceil(duration / (3.4 * quantum)), script = "job",
  every = exponential(3.4 * quantum), size = pareto(quantum / 2, 1.1, 200 * quantum),
}
