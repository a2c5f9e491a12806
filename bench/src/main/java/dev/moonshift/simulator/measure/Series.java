package dev.moonshift.simulator.measure;

/**
 * How a run went, at points of time that lie equally far apart.
 *
 * @param step from one point to the next; the first is at 0
 * @param fuel received by then, by process and point
 * @param entitlement by then, by process and point
 */
public record Series(long step, long[][] fuel, long[][] entitlement) {
  /** Enough that a line looks like one, and divisible by the points of a {@link #WINDOW}. */
  public static final int STEPS = 120;

  /** Over how many points fairness is judged: long enough for some turns of everybody. */
  static final int WINDOW = 4;

  /** Makes an empty series for a run. */
  static Series create(long duration, int processes) {
    return new Series(
        Math.max(1, duration / STEPS),
        new long[processes][STEPS + 1],
        new long[processes][STEPS + 1]);
  }
}
