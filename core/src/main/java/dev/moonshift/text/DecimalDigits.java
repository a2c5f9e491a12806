package dev.moonshift.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal digits of a double, rounded correctly: to nearest on the exact value, ties to even.
 *
 * <p>Numbers of everyday size are rounded in two doubles, whose sum is the exact product with a
 * power of ten; the rest go through {@link BigDecimal}. Both give the same digits.
 */
final class DecimalDigits {

  /** Powers of ten that a double holds exactly; 10^23 is the first that it does not. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** The largest power of ten in {@link #POWERS}. */
  static final int MAX_POWER = POWERS.length - 1;

  /** Most digits that the fast path delivers: below 2^53 a double still has halves to round. */
  static final int MAX_FAST_DIGITS = 15;

  /** From here on a double has no fraction, and {@link #roundScaled} would have to guess. */
  private static final double TWO_TO_53 = 0x1p53;

  private static final double TWO_TO_63 = 0x1p63;
  private static final double LOG10_OF_2 = 0.30102999566398120;

  /** Room for any decimal exponent of a double, -324 to 308, in {@link #significant}'s result. */
  private static final int EXPONENT_BITS = 11;

  private static final int EXPONENT_BIAS = 1 << (EXPONENT_BITS - 1);

  private DecimalDigits() {}

  /** Returns 10^{@code power} for a power between 0 and {@link #MAX_POWER}. */
  static double powerOfTen(int power) {
    return POWERS[power];
  }

  /**
   * Rounds a positive finite number to {@code digits} significant digits, at most {@link
   * #MAX_FAST_DIGITS}.
   *
   * @return the digits as an integer and the exponent of the first digit, to be taken apart by
   *     {@link #digitsOf} and {@link #exponentOf}; one long, so that nothing is allocated
   */
  static long significant(double magnitude, int digits) {
    int exponent = (int) Math.floor(Math.getExponent(magnitude) * LOG10_OF_2);
    long limit = (long) POWERS[digits];
    // The estimate is exact or one too small; rounding up to a power of ten is the second reason to
    // take one digit less.
    for (int power = digits - 1 - exponent; ; power--, exponent++) {
      if (power > MAX_POWER || magnitude >= TWO_TO_63) {
        return significantSlowly(magnitude, digits);
      }
      long rounded = power >= 0 ? roundScaled(magnitude, power) : roundDivided(magnitude, -power);
      if (rounded < limit) {
        return pack(rounded, exponent);
      }
    }
  }

  static long digitsOf(long packed) {
    return packed >>> EXPONENT_BITS;
  }

  static int exponentOf(long packed) {
    return (int) (packed & ((1 << EXPONENT_BITS) - 1)) - EXPONENT_BIAS;
  }

  private static long pack(long digits, int exponent) {
    return digits << EXPONENT_BITS | (exponent + EXPONENT_BIAS);
  }

  private static long significantSlowly(double magnitude, int digits) {
    BigDecimal rounded = exactly(magnitude, digits);
    int missing = digits - rounded.precision();
    long unscaled = rounded.unscaledValue().longValueExact();
    return pack(unscaled * (long) POWERS[missing], exponentOf(rounded));
  }

  /** Rounds a positive finite number to any number of significant digits, by exact arithmetic. */
  static BigDecimal exactly(double magnitude, int digits) {
    return new BigDecimal(magnitude).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** Returns the exponent of a positive number's first digit. */
  static int exponentOf(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  /** Tells whether {@link #roundScaled} is exact for these. */
  static boolean canRoundScaled(double magnitude, int power) {
    return power <= MAX_POWER && magnitude * POWERS[power] < TWO_TO_53;
  }

  /** Returns {@code magnitude * 10^power}, rounded to an integer. */
  static long roundScaled(double magnitude, int power) {
    double scale = POWERS[power];
    double high = magnitude * scale;
    double low = Math.fma(magnitude, scale, -high); // high + low is the exact product
    long whole = (long) high;
    double aboveHalf = high - whole - 0.5 + low;
    return aboveHalf > 0 || (aboveHalf == 0 && (whole & 1) != 0) ? whole + 1 : whole;
  }

  /** Returns {@code magnitude / 10^power}, rounded to an integer, for a magnitude below 2^63. */
  private static long roundDivided(double magnitude, int power) {
    long divisor = (long) POWERS[power];
    long integer = (long) magnitude;
    long whole = integer / divisor;
    long twice = 2 * (integer % divisor);
    boolean odd = (whole & 1) != 0;
    return twice > divisor || (twice == divisor && (odd || magnitude > integer))
        ? whole + 1
        : whole;
  }
}
