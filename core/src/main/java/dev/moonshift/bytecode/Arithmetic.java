package dev.moonshift.bytecode;

/** The operators for which the JVM has no instruction, with the same bits on every machine. */
public final class Arithmetic {
  /** Whole powers up to this exponent are tried by multiplication; 3^34 is beyond 2^53 already. */
  private static final int MAX_WHOLE = 64;

  /** Below this, products of whole numbers are exact. */
  private static final double FIRST_INEXACT = 0x1p53;

  private Arithmetic() {}

  /**
   * {@code a ^ b} as C's pow: unlike Java's, 1 to any power is 1, and (-1) to an infinite one too.
   *
   * <p>Where the result is a whole number that a double holds exactly, as {@code 2 ^ 31}, it comes
   * from a few multiplications, in a quarter of the time.
   */
  public static double power(double a, double b) {
    if (b == 2) {
      return a * a;
    }
    if (a == 1 || (a == -1 && Double.isInfinite(b))) {
      return 1;
    }
    int exponent = (int) b;
    if (exponent == b && exponent >= 0 && exponent <= MAX_WHOLE && a == Math.rint(a)) {
      double power = wholePower(a, exponent);
      if (Math.abs(power) < FIRST_INEXACT) {
        return power;
      }
    }
    return StrictMath.pow(a, b);
  }

  /** By squaring: a factor that is not exact makes the product too large to be used. */
  private static double wholePower(double a, int exponent) {
    double power = 1;
    double square = a;
    for (int left = exponent; left > 0; left >>= 1) {
      if ((left & 1) != 0) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }

  /**
   * {@code a % b}: the remainder has the sign of the divisor. The formula is that of the manual,
   * section 3.4.1.
   */
  public static double modulo(double a, double b) {
    return a - Math.floor(a / b) * b;
  }
}
