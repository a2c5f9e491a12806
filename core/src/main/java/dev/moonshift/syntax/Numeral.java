package dev.moonshift.syntax;

import java.nio.charset.StandardCharsets;

/**
 * Reads the numerals of a source, rounded to the nearest number.
 *
 * <p>Decimal or hexadecimal, both with an optional fraction and exponent; the exponent of a
 * hexadecimal numeral is decimal and scales by a power of two.
 */
final class Numeral {
  /** Exponents are cut off here: far beyond any number, and far from overflow. */
  private static final long EXPONENT_LIMIT = 1L << 40;

  /**
   * Hexadecimal digits are taken up while the mantissa is below this, so that it stays positive.
   */
  private static final long MANTISSA_LIMIT = 1L << 58;

  /** The exponent of the smallest positive number. */
  private static final int MIN_EXPONENT = -1074;

  /** How many bits of a mantissa a number keeps. */
  private static final int MANTISSA_BITS = 53;

  private final byte[] source;
  private final int end;
  private int position;

  private Numeral(byte[] source, int from, int end) {
    this.source = source;
    this.position = from;
    this.end = end;
  }

  /** Returns the value of the numeral in {@code [from, end)}, or NaN if it is malformed. */
  static double parse(byte[] source, int from, int end) {
    boolean hexadecimal = end - from > 2 && source[from] == '0' && (source[from + 1] | 0x20) == 'x';
    return hexadecimal
        ? new Numeral(source, from + 2, end).parseHexadecimal()
        : new Numeral(source, from, end).parseDecimal();
  }

  private double parseDecimal() {
    int from = position;
    int digits = skipDigits();
    if (accept('.')) {
      digits += skipDigits();
    }
    if (digits == 0 || !skipExponent('e')) {
      return Double.NaN;
    }
    return Double.parseDouble(new String(source, from, end - from, StandardCharsets.US_ASCII));
  }

  private double parseHexadecimal() {
    long mantissa = 0;
    long exponent = 0;
    boolean sticky = false; // whether digits other than zero were left out
    boolean fraction = false;
    int digits = 0;
    for (; position < end; position++) {
      int digit = Character.digit(source[position], 16);
      if (source[position] == '.' && !fraction) {
        fraction = true;
      } else if (digit < 0) {
        break;
      } else {
        digits++;
        if (mantissa < MANTISSA_LIMIT) {
          mantissa = mantissa << 4 | digit;
          exponent -= fraction ? 4 : 0;
        } else {
          sticky |= digit != 0;
          exponent += fraction ? 0 : 4;
        }
      }
    }
    int scaleFrom = position;
    if (digits == 0 || !skipExponent('p')) {
      return Double.NaN;
    }
    if (scaleFrom < end) {
      exponent += readExponent(scaleFrom + 1);
    }
    return scale(sticky ? mantissa | 1 : mantissa, exponent);
  }

  /** Rounds once: a result too small for all its bits loses them before it becomes a double. */
  private static double scale(long mantissa, long exponent) {
    if (mantissa == 0) {
      return 0;
    }
    long shift = MIN_EXPONENT - exponent;
    if (shift <= 0) {
      return Math.scalb((double) mantissa, (int) Math.min(exponent, 2 * Double.MAX_EXPONENT));
    }
    int significant = Long.SIZE - Long.numberOfLeadingZeros(mantissa);
    if (significant - shift >= MANTISSA_BITS) {
      return Math.scalb((double) mantissa, (int) exponent); // a normal number
    }
    if (shift > significant) {
      return 0; // below half of the smallest number
    }
    long kept = mantissa >>> shift;
    long half = 1L << (shift - 1);
    long rest = mantissa & ((half << 1) - 1);
    if (rest > half || (rest == half && (kept & 1) != 0)) {
      kept++;
    }
    return Math.scalb((double) kept, MIN_EXPONENT);
  }

  /** Skips an exponent, if there is one; false if what follows is not one that ends the numeral. */
  private boolean skipExponent(char letter) {
    if (position == end) {
      return true;
    }
    if ((source[position++] | 0x20) != letter) {
      return false;
    }
    if (!accept('+')) {
      accept('-');
    }
    return skipDigits() > 0 && position == end;
  }

  private long readExponent(int from) {
    boolean negative = source[from] == '-';
    long value = 0;
    for (int i = source[from] == '+' || negative ? from + 1 : from; i < end; i++) {
      value = Math.min(value * 10 + source[i] - '0', EXPONENT_LIMIT);
    }
    return negative ? -value : value;
  }

  private int skipDigits() {
    int from = position;
    while (position < end && source[position] >= '0' && source[position] <= '9') {
      position++;
    }
    return position - from;
  }

  private boolean accept(char wanted) {
    boolean found = position < end && source[position] == wanted;
    if (found) {
      position++;
    }
    return found;
  }
}
