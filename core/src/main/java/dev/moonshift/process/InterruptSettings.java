package dev.moonshift.process;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a process is interrupted, and what happens then.
 *
 * @param quantum fuel between two interrupts, between 1 and {@link #MAX_QUANTUM}; default 10,000:
 *     about a tenth of a millisecond
 * @param granularity where it can be stopped; default {@link Granularity#SAFEPOINT}
 * @param stride it is paused at every stride-th interrupt; default 1: at each
 * @param handler decides instead of the stride if there is one; default none
 */
public record InterruptSettings(
    int quantum, Granularity granularity, int stride, @Nullable InterruptHandler handler) {
  /** The largest quantum: some seconds of work. "Unlimited" is not more than this. */
  public static final int MAX_QUANTUM = 1_000_000_000;

  /** The settings of a process that asks for nothing else. */
  public static final InterruptSettings DEFAULT =
      new InterruptSettings(10_000, Granularity.SAFEPOINT, 1, null);

  /** Checks the ranges. */
  public InterruptSettings {
    if (quantum < 1 || quantum > MAX_QUANTUM) {
      throw new IllegalArgumentException(
          "quantum must be between 1 and " + MAX_QUANTUM + ", was " + quantum);
    }
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be at least 1, was " + stride);
    }
    Objects.requireNonNull(granularity, "granularity");
  }

  /** These settings with another quantum. */
  public InterruptSettings withQuantum(int newQuantum) {
    return new InterruptSettings(newQuantum, granularity, stride, handler);
  }

  /** These settings with another granularity. */
  public InterruptSettings withGranularity(Granularity newGranularity) {
    return new InterruptSettings(quantum, newGranularity, stride, handler);
  }

  /** These settings with another stride. */
  public InterruptSettings withStride(int newStride) {
    return new InterruptSettings(quantum, granularity, newStride, handler);
  }

  /** These settings with a handler, or with null without one. */
  public InterruptSettings withHandler(@Nullable InterruptHandler newHandler) {
    return new InterruptSettings(quantum, granularity, stride, newHandler);
  }
}
