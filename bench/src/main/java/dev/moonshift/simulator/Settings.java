package dev.moonshift.simulator;

import dev.moonshift.policy.TaskSettings;
import dev.moonshift.simulator.measure.Fluid;

/**
 * What is the same for all runs of a comparison.
 *
 * @param seed of the arrivals and sizes; default 1
 * @param duration of each run in fuel; default 20,000,000: two thousand turns, so that 1 request in
 *     1000 is not just the slowest of a few, and the whole standard comparison takes some ten
 *     seconds
 * @param quantum of processes that ask for none; default 10,000
 * @param isRealTime whether the clock of the machine is the clock; default no: fuel is
 */
public record Settings(long seed, long duration, long quantum, boolean isRealTime) {
  /** What the standard comparison uses. */
  public static final Settings DEFAULT =
      new Settings(1, 20_000_000, TaskSettings.DEFAULT_QUANTUM, false);

  /**
   * How long a run in real time is, unless told: some tenths of a second with compiled scripts, so
   * that a moment's disturbance does not decide.
   */
  static final long REAL_TIME_DURATION = 400_000_000;

  /** The shortest run: each point of a series is a moment of its own. */
  static final long MIN_DURATION = 1_000;

  /** The longest run; the last turn may go beyond it. */
  static final long MAX_DURATION = Fluid.MAX_TIME / 2;

  /** Checks the ranges. */
  public Settings {
    check("duration", duration, MIN_DURATION, MAX_DURATION);
    check("quantum", quantum, 1, TaskSettings.MAX_QUANTUM);
  }

  private static void check(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          String.format("%s must be between %d and %d, was %d", what, min, max, value));
    }
  }
}
