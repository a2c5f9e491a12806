package dev.moonshift.policy;

/**
 * Fuel that a task is sure of: a budget in every period.
 *
 * <p>Time is fuel here as well: a period is so much fuel of everybody's, and idle time.
 *
 * @param budget fuel in every period, between 1 and the period
 * @param period how often, between 1 and {@link #MAX_PERIOD}
 */
public record Reservation(long budget, long period) {
  /** The longest period: products with a few thousand of them still fit a long. */
  public static final long MAX_PERIOD = 1L << 40;

  /** Checks the ranges. */
  public Reservation {
    if (period < 1 || period > MAX_PERIOD) {
      throw new IllegalArgumentException(
          String.format("period must be between 1 and %d, was %d", MAX_PERIOD, period));
    }
    if (budget < 1 || budget > period) {
      throw new IllegalArgumentException(
          String.format("budget must be between 1 and the period %d, was %d", period, budget));
    }
  }

  /** Returns {@code budget/period}, as it is also written on a command line. */
  @Override
  public String toString() {
    return budget + "/" + period;
  }
}
