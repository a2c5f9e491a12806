package dev.moonshift.simulator.load;

/**
 * Random numbers that are the same for a seed on every machine and every version of Java.
 *
 * <p>After Steele, Lea and Flood, <cite>Fast Splittable Pseudorandom Number Generators</cite>,
 * 2014.
 */
final class Dice {
  /** The odd number nearest to 2^64 divided by the golden ratio: consecutive states differ much. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  /** Creates the dice of one of several streams that share a seed. */
  Dice(long seed, long stream) {
    state = mix(mix(seed) + mix(stream * STEP + 1));
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }

  /** Returns a number above 0 and below 1, of 53 random bits. */
  double next() {
    state += STEP;
    return ((mix(state) >>> 11) + 0.5) * 0x1.0p-53;
  }
}
