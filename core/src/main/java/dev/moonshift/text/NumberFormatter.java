package dev.moonshift.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes numbers as Lua 5.2 prints them: {@code %.14g}.
 *
 * <p>Every NaN is written {@code -nan}. Reference Lua prints the sign bit, so on x86-64 {@code 0/0}
 * is {@code -nan} and {@code -(0/0)} is {@code nan}; but the sign of a NaN that Java computes
 * depends on the machine and on the JIT tier, and what a script prints must not. The spelling is
 * the one that scripts meet most.
 *
 * <p><b>Cost.</b> No allocation for integers and for magnitudes from about 1e-9 to 9e18; exact
 * arithmetic in big numbers, some microseconds, for the others.
 */
public final class NumberFormatter {

  /** No number is longer: {@code -1.2345678901234e-308} has 21 bytes. */
  public static final int MAX_LENGTH = 24;

  /** The precision of Lua's number format. */
  private static final int DIGITS = 14;

  /** From here on {@code %.14g} turns to an exponent. */
  private static final double FIRST_WITH_EXPONENT = 1e14;

  /** From here on exact arithmetic is needed, and below the other. */
  private static final double FIRST_SLOW = 0x1p63;

  private static final double LEAST_FAST = 1e-8;

  /** Below this exponent {@code %g} turns to an exponent. */
  static final int LEAST_FIXED_EXPONENT = -4;

  private NumberFormatter() {}

  /** Whether a number takes exact arithmetic to write: a hundred times as long as another. */
  public static boolean isSlow(double number) {
    double magnitude = Math.abs(number);
    return magnitude >= FIRST_SLOW && magnitude <= Double.MAX_VALUE
        || magnitude < LEAST_FAST && magnitude > 0;
  }

  /** Returns the number as text. */
  public static String format(double number) {
    byte[] buffer = new byte[MAX_LENGTH];
    return new String(buffer, 0, write(number, buffer, 0), StandardCharsets.ISO_8859_1);
  }

  /** Returns the number as bytes. */
  public static byte[] toBytes(double number) {
    byte[] buffer = new byte[MAX_LENGTH];
    return Arrays.copyOf(buffer, write(number, buffer, 0));
  }

  /**
   * Writes the number into {@code target}, which has room for {@link #MAX_LENGTH} bytes at {@code
   * at}.
   *
   * @return the offset after the last byte written
   */
  public static int write(double number, byte[] target, int at) {
    if (Double.isNaN(number)) {
      return writeWord("-nan", target, at);
    }
    int next = at;
    if (Double.doubleToRawLongBits(number) < 0) {
      target[next++] = '-';
    }
    double magnitude = Math.abs(number);
    if (magnitude < FIRST_WITH_EXPONENT && magnitude == (long) magnitude) {
      long integer = (long) magnitude;
      return writeDigits(integer, lengthOf(integer), target, next);
    }
    if (magnitude == Double.POSITIVE_INFINITY) {
      return writeWord("inf", target, next);
    }
    long packed = DecimalDigits.significant(magnitude, DIGITS);
    return writeRounded(
        DecimalDigits.digitsOf(packed), DecimalDigits.exponentOf(packed), target, next);
  }

  private static int writeRounded(long allDigits, int exponent, byte[] target, int at) {
    long digits = allDigits;
    int count = DIGITS;
    while (digits % 10 == 0) {
      digits /= 10;
      count--;
    }
    if (exponent < LEAST_FIXED_EXPONENT || exponent >= DIGITS) {
      int next = writeWithPoint(digits, count, 1, target, at);
      return writeExponent(exponent, target, next);
    }
    if (exponent >= 0) {
      return writeWithPoint(digits, count, exponent + 1, target, at);
    }
    int next = writeWord("0.", target, at);
    for (int zeros = -1 - exponent; zeros > 0; zeros--) {
      target[next++] = '0';
    }
    return writeDigits(digits, count, target, next);
  }

  /**
   * Writes digits with a point after the first {@code whole} of them, or none if no more follow.
   */
  private static int writeWithPoint(long digits, int count, int whole, byte[] target, int at) {
    if (count <= whole) {
      int next = writeDigits(digits, count, target, at);
      for (int i = count; i < whole; i++) {
        target[next++] = '0';
      }
      return next;
    }
    int end = writeDigits(digits, count, target, at + 1);
    System.arraycopy(target, at + 1, target, at, whole);
    target[at + whole] = '.';
    return end;
  }

  private static int writeExponent(int exponent, byte[] target, int at) {
    int next = at;
    target[next++] = 'e';
    target[next++] = (byte) (exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    return writeDigits(magnitude, Math.max(2, lengthOf(magnitude)), target, next);
  }

  private static int writeDigits(long number, int count, byte[] target, int at) {
    long rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  private static int lengthOf(long number) {
    int length = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      length++;
    }
    return length;
  }

  private static int writeWord(String word, byte[] target, int at) {
    for (int i = 0; i < word.length(); i++) {
      target[at + i] = (byte) word.charAt(i);
    }
    return at + word.length();
  }
}
