package dev.moonshift.simulator;

import dev.moonshift.time.ManualTime;
import dev.moonshift.time.TimeSource;

/** A clock that fuel drives: nothing takes time but what processes use, on every machine alike. */
final class VirtualClock implements Clock {
  /** What scripts are told that a fuel takes: about what it takes on a machine of today. */
  private static final long NANOS_PER_FUEL = 10;

  private final ManualTime time = new ManualTime();
  private long now;

  @Override
  public long now() {
    return now;
  }

  @Override
  public void used(long fuel) {
    rest(fuel);
  }

  @Override
  public void rest(long fuel) {
    now += fuel;
    time.advanceNanos(fuel * NANOS_PER_FUEL);
  }

  @Override
  public TimeSource time() {
    return time;
  }
}
