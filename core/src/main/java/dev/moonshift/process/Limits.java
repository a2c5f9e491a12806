package dev.moonshift.process;

/**
 * What a process may use in all.
 *
 * @param fuel fuel for life; default unlimited
 * @param callDepth activations nested in one another; default 200,000, as reference Lua
 * @param memoryBytes memory charged and alive; default 16 MiB
 */
public record Limits(long fuel, int callDepth, long memoryBytes) {
  /** The limits of a process that asks for nothing else. */
  public static final Limits DEFAULT = new Limits(Long.MAX_VALUE, 200_000, 16L << 20);

  /** Checks the ranges. */
  public Limits {
    if (fuel < 1) {
      throw new IllegalArgumentException("fuel must be at least 1, was " + fuel);
    }
    if (callDepth < 1) {
      throw new IllegalArgumentException("callDepth must be at least 1, was " + callDepth);
    }
    if (memoryBytes < 1 || memoryBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "memoryBytes must be between 1 and " + Integer.MAX_VALUE + ", was " + memoryBytes);
    }
  }

  /** These limits with another amount of fuel for life. */
  public Limits withFuel(long newFuel) {
    return new Limits(newFuel, callDepth, memoryBytes);
  }

  /** These limits with another call depth. */
  public Limits withCallDepth(int newCallDepth) {
    return new Limits(fuel, newCallDepth, memoryBytes);
  }

  /** These limits with another amount of memory. */
  public Limits withMemoryBytes(long newMemoryBytes) {
    return new Limits(fuel, callDepth, newMemoryBytes);
  }
}
