package dev.moonshift.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time that stands still until it is advanced, for tests, simulations and replays.
 *
 * <p><b>Threads.</b> Any thread may ask or advance.
 */
public final class ManualTime implements TimeSource {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startMillis;
  private final AtomicLong nanos = new AtomicLong();

  /** Creates a time that starts with 1970. */
  public ManualTime() {
    this(0);
  }

  /** Creates a time that starts the given number of milliseconds after 1970-01-01T00:00Z. */
  public ManualTime(long startMillis) {
    this.startMillis = startMillis;
  }

  /** Moves both clocks forward. */
  public void advance(Duration duration) {
    advanceNanos(duration.toNanos());
  }

  /** Moves both clocks forward. */
  public void advanceNanos(long duration) {
    if (duration < 0) {
      throw new IllegalArgumentException("nanoseconds must not be negative, was " + duration);
    }
    nanos.addAndGet(duration);
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public long wallMillis() {
    return startMillis + nanos.get() / NANOS_PER_MILLI;
  }
}
