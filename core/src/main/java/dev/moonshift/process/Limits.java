package dev.moonshift.process;

import java.util.Objects;

/**
 * What a process may use in all. {@code docs/limits.md} lists the limits and the errors that name
 * them.
 *
 * @param fuel fuel for life, at least 1; default unlimited
 * @param callDepth activations nested in one another, at least 1; default 200,000, as reference Lua
 * @param memoryBytes memory charged and alive, between 1 and 2,147,483,647; default 16 MiB. It
 *     bounds strings, tables, closures and coroutines alike
 * @param outputBytes what it may have printed that nobody has taken yet, between {@value
 *     #MIN_OUTPUT_BYTES} and {@value #MAX_OUTPUT_BYTES}; default 1 MiB
 * @param outputPolicy what happens when that is full; default {@link OutputPolicy#BLOCK}
 * @param sourceBytes the longest source that {@code load} compiles, between 1 and 2,147,483,647;
 *     default 4 MiB
 */
public record Limits(
    long fuel,
    int callDepth,
    long memoryBytes,
    int outputBytes,
    OutputPolicy outputPolicy,
    int sourceBytes) {

  /** The smallest output: whole characters of any kind must fit. */
  public static final int MIN_OUTPUT_BYTES = 16;

  /** The largest output: one array. */
  public static final int MAX_OUTPUT_BYTES = 1 << 30;

  /** The limits of a process that asks for nothing else. */
  public static final Limits DEFAULT =
      new Limits(Long.MAX_VALUE, 200_000, 16L << 20, 1 << 20, OutputPolicy.BLOCK, 4 << 20);

  /** Checks the ranges. */
  public Limits {
    atLeastOne("fuel", fuel);
    atLeastOne("callDepth", callDepth);
    between("memoryBytes", memoryBytes, 1, Integer.MAX_VALUE);
    between("outputBytes", outputBytes, MIN_OUTPUT_BYTES, MAX_OUTPUT_BYTES);
    between("sourceBytes", sourceBytes, 1, Integer.MAX_VALUE);
    Objects.requireNonNull(outputPolicy, "outputPolicy");
  }

  private static void atLeastOne(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + value);
    }
  }

  private static void between(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " must be between " + min + " and " + max + ", was " + value);
    }
  }

  /** These limits with another amount of fuel for life. */
  public Limits withFuel(long newFuel) {
    return new Limits(newFuel, callDepth, memoryBytes, outputBytes, outputPolicy, sourceBytes);
  }

  /** These limits with another call depth. */
  public Limits withCallDepth(int newCallDepth) {
    return new Limits(fuel, newCallDepth, memoryBytes, outputBytes, outputPolicy, sourceBytes);
  }

  /** These limits with another amount of memory. */
  public Limits withMemoryBytes(long newMemoryBytes) {
    return new Limits(fuel, callDepth, newMemoryBytes, outputBytes, outputPolicy, sourceBytes);
  }

  /** These limits with another amount of output. */
  public Limits withOutputBytes(int newOutputBytes) {
    return new Limits(fuel, callDepth, memoryBytes, newOutputBytes, outputPolicy, sourceBytes);
  }

  /** These limits with another fate for a process whose output is full. */
  public Limits withOutputPolicy(OutputPolicy newOutputPolicy) {
    return new Limits(fuel, callDepth, memoryBytes, outputBytes, newOutputPolicy, sourceBytes);
  }

  /** These limits with another length of sources. */
  public Limits withSourceBytes(int newSourceBytes) {
    return new Limits(fuel, callDepth, memoryBytes, outputBytes, outputPolicy, newSourceBytes);
  }
}
