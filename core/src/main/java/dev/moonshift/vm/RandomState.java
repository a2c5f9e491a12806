package dev.moonshift.vm;

/**
 * The random numbers of one process: the same seed gives the same numbers everywhere.
 *
 * <p>After Steele, Lea and Flood, <cite>Fast Splittable Pseudorandom Number Generators</cite>,
 * 2014: a counter that advances by the golden ratio, scrambled. Good enough for games and tests,
 * and not for secrets.
 */
public final class RandomState {
  /** The odd number next to 2^64 divided by the golden ratio. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long counter;

  RandomState() {}

  /** Starts the sequence that belongs to a seed. */
  public void seed(long seed) {
    counter = seed;
  }

  /** Returns the next number, at least 0 and below 1, a multiple of 2^-53. */
  public double nextDouble() {
    counter += STEP;
    long z = counter;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1p-53;
  }
}
