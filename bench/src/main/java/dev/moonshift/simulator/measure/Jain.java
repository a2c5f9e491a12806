package dev.moonshift.simulator.measure;

import java.math.BigInteger;

/**
 * Jain's index of fairness: 1 where all are served alike, 1/n where one of n gets everything.
 *
 * <p>After Jain, Chiu and Hawe, <cite>A Quantitative Measure of Fairness and Discrimination</cite>,
 * 1984.
 */
final class Jain {
  /** What 1 is in ppm. */
  static final long ONE = 1_000_000;

  private Jain() {}

  /**
   * Returns {@code (x1 + .. + xn)^2 / (n * (x1^2 + .. + xn^2))} in ppm, rounded down; 1 of nothing.
   */
  static long ppm(long[] served, int count) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      BigInteger x = BigInteger.valueOf(served[i]);
      sum = sum.add(x);
      squares = squares.add(x.multiply(x));
    }
    if (squares.signum() == 0) {
      return ONE;
    }
    return sum.multiply(sum)
        .multiply(BigInteger.valueOf(ONE))
        .divide(squares.multiply(BigInteger.valueOf(count)))
        .longValueExact();
  }
}
