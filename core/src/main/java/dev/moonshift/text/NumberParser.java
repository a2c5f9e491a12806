package dev.moonshift.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as Lua 5.2 does, in scripts and in {@code tonumber}.
 *
 * <p>Accepts white space around a decimal or hexadecimal number with optional fraction and
 * exponent; refuses every spelling of infinity and NaN. Results are correctly rounded whatever the
 * length. No text stands for NaN, so NaN is the answer for "not a number".
 *
 * <p>A long text is read a piece at a time:
 *
 * <pre>{@code
 * NumberParser parser = new NumberParser(text, 0, text.length);
 * while (!parser.run(1000)) { ... }
 * }</pre>
 *
 * <p><b>Cost.</b> Linear in the length, allocation bounded; up to 18 digits with a small exponent
 * allocate nothing but the parser.
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

  /** The base of a number that says itself, by {@code 0x}, whether it is hexadecimal. */
  private static final int AS_WRITTEN = 0;

  private static final byte[] NOTHING = {};

  /** What the next byte is part of. */
  private enum Part {
    SPACE_BEFORE,
    DECIMAL,
    HEXADECIMAL,
    IN_BASE,
    EXPONENT,
    SPACE_AFTER,
    NOTHING
  }

  private final byte[] text;
  private final int start;
  private final int end;
  private final int base;
  private Part part = Part.SPACE_BEFORE;
  private int at;
  private int limit; // of the piece that is being read
  private boolean negative;

  private boolean anyDigit;
  private boolean fraction;
  private int digits; // significant digits so far
  private long leading; // the first digits, while they fit
  private byte[] further = NOTHING; // the decimal digits after those
  private boolean more; // whether some digit that was not kept is not zero
  private long scale; // power of ten or two that the kept digits are short of
  private double inBase;

  private boolean hexadecimal;
  private boolean negativeExponent;
  private long exponent;

  private double result = Double.NaN;

  /** Prepares to read a part of an array, which must not change meanwhile. */
  public NumberParser(byte[] text, int offset, int length) {
    this(text, offset, length, AS_WRITTEN);
  }

  /**
   * Prepares to read an integer in a base between 2 and 36: optional space, sign, and digits or
   * letters of either case.
   */
  public NumberParser(byte[] text, int offset, int length, int base) {
    this.text = text;
    this.start = offset;
    this.at = offset;
    this.end = offset + length;
    this.base = base;
  }

  /** Returns the number that the text stands for, or NaN. */
  public static double parse(byte[] text, int offset, int length) {
    double small = parseShortInteger(text, offset, length);
    return small >= 0 ? small : new NumberParser(text, offset, length).readAll();
  }

  /** Returns the integer that the text stands for in a base between 2 and 36, or NaN. */
  public static double parse(byte[] text, int offset, int length, int base) {
    return new NumberParser(text, offset, length, base).readAll();
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

  private double readAll() {
    run(end - at);
    return result;
  }

  /** Goes on for so many bytes; true once {@link #result} is known. */
  public boolean run(int bytes) {
    limit = Math.min(end, at + bytes);
    while (part != Part.NOTHING && (at < limit || at == end)) {
      switch (part) {
        case SPACE_BEFORE:
          skipSpace();
          if (isPartOver()) {
            begin();
          }
          break;
        case DECIMAL:
          readDecimal();
          break;
        case HEXADECIMAL:
          readHexadecimal();
          break;
        case IN_BASE:
          readInBase();
          break;
        case EXPONENT:
          readExponent();
          break;
        default:
          skipSpace();
          if (isPartOver()) {
            finish();
          }
      }
    }
    return part == Part.NOTHING;
  }

  /** How much has been read. */
  public int bytesRead() {
    return at - start;
  }

  /** The number that the text stands for, or NaN, once all is read. */
  public double result() {
    return result;
  }

  /** Whether a part ended for another reason than the end of the piece. */
  private boolean isPartOver() {
    return at < limit || at == end;
  }

  private void begin() {
    int c = peek();
    if (c == '-' || c == '+') {
      negative = c == '-';
      at++;
    }
    if (base != AS_WRITTEN) {
      part = Part.IN_BASE;
    } else if (peek() == '0' && at + 1 < end && (text[at + 1] | 0x20) == 'x') {
      at += 2;
      hexadecimal = true;
      part = Part.HEXADECIMAL;
    } else {
      part = Part.DECIMAL;
    }
  }

  private void readInBase() {
    for (; at < limit; at++) {
      int digit = digitValue(text[at]);
      if (digit < 0 || digit >= base) {
        break;
      }
      inBase = inBase * base + digit;
      anyDigit = true;
    }
    if (isPartOver()) {
      part = Part.SPACE_AFTER;
    }
  }

  private void readDecimal() {
    for (; at < limit; at++) {
      int c = text[at];
      if (c == '.' && !fraction) {
        fraction = true;
        continue;
      }
      if (c < '0' || c > '9') {
        break;
      }
      anyDigit = true;
      if (fraction) {
        scale--;
      }
      if (digits > 0 || c != '0') {
        if (digits < MAX_LONG_DIGITS) {
          leading = leading * 10 + (c - '0');
        } else {
          keep(c);
        }
        digits++;
      }
    }
    if (isPartOver()) {
      beginExponent('e');
    }
  }

  private void keep(int digit) {
    int index = digits - MAX_LONG_DIGITS;
    if (index == 0) {
      further = new byte[MAX_DECIMAL_DIGITS - MAX_LONG_DIGITS];
    }
    if (index < further.length) {
      further[index] = (byte) digit;
    } else {
      more |= digit != '0';
    }
  }

  private void readHexadecimal() {
    for (; at < limit; at++) {
      int c = text[at];
      if (c == '.' && !fraction) {
        fraction = true;
        continue;
      }
      int digit = digitValue(c);
      if (digit < 0 || digit > 15) {
        break;
      }
      anyDigit = true;
      if (digits < MAX_HEX_DIGITS) {
        leading = leading << 4 | digit;
        if (leading != 0) {
          digits++;
        }
        scale -= fraction ? 4 : 0;
      } else {
        more |= digit != 0;
        scale += fraction ? 0 : 4;
      }
    }
    if (isPartOver()) {
      beginExponent('p');
    }
  }

  /** Begins to read an exponent; if there is no complete one, its letter is what comes next. */
  private void beginExponent(char letter) {
    part = Part.SPACE_AFTER;
    if ((peek() | 0x20) != letter) {
      return;
    }
    int next = at + 1 < end ? text[at + 1] : -1;
    int signs = next == '-' || next == '+' ? 1 : 0;
    int firstDigit = at + 1 + signs;
    if (firstDigit < end && isDigit(text[firstDigit])) {
      negativeExponent = next == '-';
      at = firstDigit;
      part = Part.EXPONENT;
    }
  }

  private void readExponent() {
    for (; at < limit && isDigit(text[at]); at++) {
      exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (text[at] - '0'));
    }
    if (isPartOver()) {
      part = Part.SPACE_AFTER;
    }
  }

  private void finish() {
    part = Part.NOTHING;
    if (at != end || !anyDigit) {
      return;
    }
    double magnitude;
    if (base != AS_WRITTEN) {
      magnitude = inBase;
    } else {
      scale += negativeExponent ? -exponent : exponent;
      magnitude = leading == 0 ? 0 : hexadecimal ? hexadecimalValue() : decimalValue();
    }
    result = negative ? -magnitude : magnitude;
  }

  private double decimalValue() {
    // Both sides exact, so the one operation rounds once.
    if (digits <= MAX_LONG_DIGITS
        && leading < TWO_TO_53
        && Math.abs(scale) <= DecimalDigits.MAX_POWER) {
      double power = DecimalDigits.powerOfTen((int) Math.abs(scale));
      return scale < 0 ? leading / power : leading * power;
    }
    int kept = Math.min(digits, MAX_DECIMAL_DIGITS);
    StringBuilder canonical = new StringBuilder(kept + 8).append(leading);
    if (kept > MAX_LONG_DIGITS) {
      canonical.append(new String(further, 0, kept - MAX_LONG_DIGITS, StandardCharsets.ISO_8859_1));
    }
    long power = scale + (digits - kept);
    if (more) { // something beyond what was kept: enough to know for breaking a tie
      canonical.append('1');
      power--;
    }
    // A value beyond 10^±9999 is 0 or infinite however many digits were kept.
    canonical.append('e').append(Math.max(-9999, Math.min(9999, power)));
    return Double.parseDouble(canonical.toString());
  }

  private double hexadecimalValue() {
    if (!more && leading < TWO_TO_53 && Math.abs(scale) < 900) {
      return Math.scalb((double) leading, (int) scale);
    }
    long mantissa = more ? leading | 1 : leading; // enough to break a tie
    long power = Math.max(-9999, Math.min(9999, scale));
    return Double.parseDouble("0x" + Long.toHexString(mantissa) + "p" + power);
  }

  private int peek() {
    return at < end ? text[at] : -1;
  }

  private void skipSpace() {
    while (at < limit && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
      at++;
    }
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
