summary "Four hogs beside six sleepers that wake up on the hour, do a little and sleep again."

process {name = "hog", count = 4, script = "hog"}
for i = 1, 6 do
  process {
    name = "sleeper-" .. i, kind = "sleeper", script = "server", priority = 8, quantum = quantum / 4,
    start = i * 7 * quantum,
    requests = {every = 20 * quantum, size = quantum / 5},
  }
end
