package dev.moonshift.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as Lua 5.2 does, in scripts and in {@code tonumber}.
 *
 * <p>Accepts white space around a decimal or hexadecimal number with optional fraction and
 * exponent; refuses every spelling of infinity and NaN. Results are correctly rounded whatever the
 * length. No text stands for NaN, so NaN is the answer for "not a number".
 *
 * <p><b>Cost.</b> Linear in the length, allocation bounded; up to 19 digits with a small exponent
 * allocate nothing.
 */
public final class NumberParser {

  /**
   * Decimal digits kept before the rest is folded into one: no more than 767 can decide how a
   * double is rounded.
   */
  private static final int MAX_DECIMAL_DIGITS = 800;

  /** Decimal digits that always fit a long. */
  private static final int MAX_LONG_DIGITS = 18;

  /** Hexadecimal digits kept before the rest is folded into one bit; 53 bits and a few to round. */
  private static final int MAX_HEX_DIGITS = 15;

  /** Written exponents beyond this only say "far too large" or "far too small". */
  private static final long EXPONENT_LIMIT = 1L << 40;

  private static final long TWO_TO_53 = 1L << 53;

  private final byte[] text;
  private final int end;
  private int at;

  private NumberParser(byte[] text, int offset, int length) {
    this.text = text;
    this.at = offset;
    this.end = offset + length;
  }

  /** Returns the number that the text stands for, or NaN. */
  public static double parse(byte[] text, int offset, int length) {
    double small = parseShortInteger(text, offset, length);
    return small >= 0 ? small : new NumberParser(text, offset, length).parse();
  }

  /**
   * Returns the integer that the text stands for in a base between 2 and 36, or NaN: optional
   * space, sign, and digits or letters of either case.
   */
  public static double parse(byte[] text, int offset, int length, int base) {
    return new NumberParser(text, offset, length).parseInBase(base);
  }

  /** Reads plain digits, the commonest case; -1 sends anything else to the full parser. */
  private static double parseShortInteger(byte[] text, int offset, int length) {
    if (length == 0 || length > MAX_LONG_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private double parse() {
    skipSpace();
    boolean negative = skipSign();
    double magnitude;
    if (peek() == '0' && at + 1 < end && (text[at + 1] | 0x20) == 'x') {
      at += 2;
      magnitude = parseHexadecimal();
    } else {
      magnitude = parseDecimal();
    }
    skipSpace();
    if (at != end) {
      return Double.NaN;
    }
    return negative ? -magnitude : magnitude;
  }

  private double parseInBase(int base) {
    skipSpace();
    boolean negative = skipSign();
    double number = 0;
    int first = at;
    for (; at < end; at++) {
      int digit = digitValue(text[at]);
      if (digit < 0 || digit >= base) {
        break;
      }
      number = number * base + digit;
    }
    boolean found = at > first;
    skipSpace();
    if (!found || at != end) {
      return Double.NaN;
    }
    return negative ? -number : number;
  }

  private double parseDecimal() {
    int first = at;
    long leading = 0; // the first digits, while they fit
    int digits = 0; // significant digits so far
    long scale = 0; // power of ten that the digits read so far are short of
    int seen = 0;
    boolean fraction = false;
    for (; at < end; at++) {
      int c = text[at];
      if (c == '.' && !fraction) {
        fraction = true;
        continue;
      }
      if (c < '0' || c > '9') {
        break;
      }
      seen = 1;
      if (fraction) {
        scale--;
      }
      if (digits > 0 || c != '0') {
        digits++;
        if (digits <= MAX_LONG_DIGITS) {
          leading = leading * 10 + (c - '0');
        }
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    int afterDigits = at;
    scale += parseExponent('e');
    if (digits <= MAX_LONG_DIGITS) {
      if (leading == 0) {
        return 0;
      }
      // Both sides exact, so the one operation rounds once.
      if (leading < TWO_TO_53 && Math.abs(scale) <= DecimalDigits.MAX_POWER) {
        double power = DecimalDigits.powerOfTen((int) Math.abs(scale));
        return scale < 0 ? leading / power : leading * power;
      }
    }
    return roundDecimal(first, afterDigits, digits, scale);
  }

  /** Hands the significant digits between two offsets to the library, cut to a bounded length. */
  private double roundDecimal(int from, int to, int digits, long scale) {
    int kept = Math.min(digits, MAX_DECIMAL_DIGITS);
    byte[] canonical = new byte[kept + 1 + 20];
    int length = 0;
    boolean more = false;
    for (int i = from; i < to && !more; i++) {
      if (text[i] != '.' && (length > 0 || text[i] != '0')) {
        if (length < kept) {
          canonical[length++] = text[i];
        } else {
          more = text[i] != '0';
        }
      }
    }
    long exponent = scale + (digits - kept);
    if (more) { // something beyond what was kept: enough to know for breaking a tie
      canonical[length++] = '1';
      exponent--;
    }
    exponent = Math.max(-EXPONENT_LIMIT, Math.min(EXPONENT_LIMIT, exponent));
    // A value beyond 10^±9999 is 0 or infinite however many digits were kept.
    byte[] suffix =
        ("e" + Math.max(-9999, Math.min(9999, exponent))).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(suffix, 0, canonical, length, suffix.length);
    return Double.parseDouble(
        new String(canonical, 0, length + suffix.length, StandardCharsets.ISO_8859_1));
  }

  private double parseHexadecimal() {
    long mantissa = 0;
    int digits = 0; // significant digits in the mantissa
    long scale = 0; // power of two that the mantissa is short of
    boolean seen = false;
    boolean fraction = false;
    boolean sticky = false; // digits beyond the kept ones that are not zero
    for (; at < end; at++) {
      int c = text[at];
      if (c == '.' && !fraction) {
        fraction = true;
        continue;
      }
      int digit = digitValue(c);
      if (digit < 0 || digit > 15) {
        break;
      }
      seen = true;
      if (digits < MAX_HEX_DIGITS) {
        mantissa = mantissa << 4 | digit;
        if (mantissa != 0) {
          digits++;
        }
        scale -= fraction ? 4 : 0;
      } else {
        sticky |= digit != 0;
        scale += fraction ? 0 : 4;
      }
    }
    if (!seen) {
      return Double.NaN;
    }
    scale += parseExponent('p');
    if (mantissa == 0) {
      return 0;
    }
    if (!sticky && mantissa < TWO_TO_53 && Math.abs(scale) < 900) {
      return Math.scalb((double) mantissa, (int) scale);
    }
    if (sticky) { // below everything that a double keeps, yet enough to break a tie
      mantissa |= 1;
    }
    long exponent = Math.max(-9999, Math.min(9999, scale));
    return Double.parseDouble("0x" + Long.toHexString(mantissa) + "p" + exponent);
  }

  /** Reads an exponent and returns it; reads nothing and returns 0 if there is no complete one. */
  private long parseExponent(char letter) {
    if ((peek() | 0x20) != letter) {
      return 0;
    }
    int start = at++;
    boolean negative = skipSign();
    if (!isDigit(peek())) {
      at = start;
      return 0;
    }
    long exponent = 0;
    for (; isDigit(peek()); at++) {
      exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (text[at] - '0'));
    }
    return negative ? -exponent : exponent;
  }

  private int peek() {
    return at < end ? text[at] : -1;
  }

  private void skipSpace() {
    while (peek() == ' ' || (peek() >= '\t' && peek() <= '\r')) {
      at++;
    }
  }

  private boolean skipSign() {
    int c = peek();
    if (c == '-' || c == '+') {
      at++;
    }
    return c == '-';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Returns the value of a digit or letter, 0 to 35, or -1. */
  private static int digitValue(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : -1;
  }
}
