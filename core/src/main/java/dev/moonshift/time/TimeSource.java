package dev.moonshift.time;

/**
 * Tells the time to everything that must not look at the machine's clock itself.
 *
 * <p><b>Threads.</b> Any thread may ask.
 */
public interface TimeSource {
  /**
   * Returns nanoseconds since an arbitrary moment; only differences mean something, never negative.
   */
  long nanoTime();

  /** Returns milliseconds since 1970-01-01T00:00Z; may jump when a clock is set. */
  long wallMillis();

  /** Returns the machine's own clocks. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
