package dev.moonshift.simulator.load;

/** How a process comes by its requests. */
sealed interface Pattern permits Requests, Bursts {
  /** Begins the requests of a process. */
  Arrivals arrivals(long start, Dice dice);

  /** Returns how long after its arrival a request should be answered; 0 for no matter when. */
  long deadline();
}
