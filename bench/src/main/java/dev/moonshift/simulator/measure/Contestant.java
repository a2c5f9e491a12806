package dev.moonshift.simulator.measure;

/**
 * Who takes part in a run.
 *
 * @param name of the process
 * @param kind what it is one of
 * @param weight of the process
 * @param deadline how long after its arrival a request should be answered; 0 for no matter when
 * @param counts what of it has a response time
 */
public record Contestant(String name, String kind, int weight, long deadline, Counts counts) {
  /** What of a process has a response time. */
  public enum Counts {
    /** Nothing: it never ends. */
    NOTHING,
    /** All its life: it does one thing and ends. */
    LIFE,
    /** Each request that it answers, but not what it does before the first. */
    REQUESTS,
    /** All that it does, from one wait to the next. */
    ALL
  }
}
