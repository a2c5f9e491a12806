summary "Four servers that are asked twenty times at once, now and then, beside three hogs."

process {name = "hog", count = 3, script = "hog"}
process {
  name = "server", count = 4, script = "server", priority = 8,
  requests = {every = exponential(80 * quantum), size = uniform(quantum / 10, quantum / 2), burst = 20},
}
