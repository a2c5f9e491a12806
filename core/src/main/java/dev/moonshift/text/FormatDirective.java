package dev.moonshift.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One directive of {@code string.format}: flags, width, precision and conversion.
 *
 * <p>Writes what C's {@code printf} writes, with any precision correctly rounded. Like {@link
 * NumberFormatter} it spells every NaN {@code -nan}. The length of what it writes is bounded (about
 * 420 bytes: a 309-digit number with 99 decimals), except for strings without a precision.
 */
public final class FormatDirective {

  /** Most bytes that {@link #quote} makes of one: {@code \027} before a digit. */
  public static final int MAX_QUOTED = 4;

  /** Strings at least this long ignore the width if there is no precision. */
  private static final int LONG_STRING = 100;

  private static final byte[] NULL = "(null)".getBytes(StandardCharsets.ISO_8859_1);

  private static final String FLAGS = "-+ #0";
  private static final int DEFAULT_PRECISION = 6;

  /** Hexadecimal digits of a double's fraction. */
  private static final int HEX_FRACTION_DIGITS = 13;

  private static final int FRACTION_BITS = 52;
  private static final int SMALLEST_EXPONENT = -1022;

  /** With the usual precision, numbers from here on have more digits than arithmetic in longs. */
  private static final double FIRST_SLOW = 1e9;

  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_64 = 0x1p64;

  private final boolean left;
  private final boolean plus;
  private final boolean space;
  private final boolean alternate;
  private final boolean zeros;
  private final int width;
  private final int precision; // -1 if none was given
  private final char conversion;
  private final int end;

  private FormatDirective(
      byte[] format, int flagsFrom, int flagsTo, int width, int precision, int conversionAt) {
    this.left = contains(format, flagsFrom, flagsTo, '-');
    this.plus = contains(format, flagsFrom, flagsTo, '+');
    this.space = contains(format, flagsFrom, flagsTo, ' ');
    this.alternate = contains(format, flagsFrom, flagsTo, '#');
    this.zeros = contains(format, flagsFrom, flagsTo, '0') && !left;
    this.width = width;
    this.precision = precision;
    this.conversion = (char) (format[conversionAt] & 0xff);
    this.end = conversionAt + 1;
  }

  /**
   * Reads the directive whose {@code %} is just before {@code offset}, in a format that ends at
   * {@code limit}.
   *
   * @throws TextException if it is none
   */
  public static FormatDirective parse(byte[] format, int offset, int limit) {
    int at = offset;
    while (at < limit && FLAGS.indexOf(format[at]) >= 0) {
      at++;
    }
    int flagsTo = at;
    if (flagsTo - offset > FLAGS.length()) {
      throw new TextException("invalid format (repeated flags)");
    }
    int width = 0;
    for (int i = 0; i < 2 && isDigit(format, at, limit); i++, at++) {
      width = width * 10 + (format[at] - '0');
    }
    int precision = -1;
    if (at < limit && format[at] == '.') {
      at++;
      precision = 0;
      for (int i = 0; i < 2 && isDigit(format, at, limit); i++, at++) {
        precision = precision * 10 + (format[at] - '0');
      }
    }
    if (isDigit(format, at, limit)) {
      throw new TextException("invalid format (width or precision too long)");
    }
    char conversion = at < limit ? (char) (format[at] & 0xff) : '\0';
    if ("cdiouxXeEfgGaAqs".indexOf(conversion) < 0) {
      throw new TextException("invalid option '%" + conversion + "' to 'format'");
    }
    return new FormatDirective(format, offset, flagsTo, width, precision, at);
  }

  /** Returns the offset after the directive. */
  public int end() {
    return end;
  }

  /** Returns the conversion letter. */
  public char conversion() {
    return conversion;
  }

  /** Tells whether the argument is a number; otherwise it is a string. */
  public boolean takesNumber() {
    return conversion != 's' && conversion != 'q';
  }

  /** Returns what is wrong with a number as this directive's argument, or null if it will do. */
  public @Nullable String complaintAbout(double number) {
    switch (conversion) {
      case 'd':
      case 'i':
        return number >= -TWO_TO_63 && number < TWO_TO_63 ? null : "not a number in proper range";
      case 'o':
      case 'u':
      case 'x':
      case 'X':
        return number > -1 && number < TWO_TO_64
            ? null
            : "not a non-negative number in proper range";
      default:
        return null;
    }
  }

  /** Whether a number takes exact arithmetic to write: a hundred times as long as another. */
  public boolean isSlow(double number) {
    return "eEfgG".indexOf(conversion) >= 0
        && (precision > DecimalDigits.MAX_FAST_DIGITS
            || Math.abs(number) >= FIRST_SLOW
            || NumberFormatter.isSlow(number));
  }

  /** Writes a number that {@link #complaintAbout} accepts. */
  public byte[] format(double number) {
    switch (conversion) {
      case 'c':
        return pad(new byte[] {lowByte(number)}, 0, 1);
      case 'd':
      case 'i':
        return formatSigned((long) number);
      case 'u':
        return formatInteger("", "", Long.toUnsignedString(toUnsigned(number)));
      case 'o':
        return formatInteger("", "", Long.toUnsignedString(toUnsigned(number), 8));
      case 'x':
      case 'X':
        return formatHexadecimal(toUnsigned(number));
      default:
        return formatFloat(number);
    }
  }

  /**
   * Tells whether {@link #format(byte[], int, int)} would give a string of this length back as it
   * is, whatever its bytes are.
   */
  public boolean keepsWhole(int length) {
    return precision < 0 && length >= LONG_STRING;
  }

  /**
   * Writes a string for {@code %s}. As in C, one that is shorter than 100 bytes or has a precision
   * ends at its first zero byte.
   */
  public byte[] format(byte[] string, int offset, int length) {
    if (keepsWhole(length)) {
      return Arrays.copyOfRange(string, offset, offset + length);
    }
    int most = precision < 0 ? length : Math.min(length, precision);
    int kept = 0;
    while (kept < most && string[offset + kept] != 0) {
      kept++;
    }
    return pad(string, offset, kept);
  }

  /**
   * Writes for {@code %s} what the C library of Linux does where there is no string: {@code
   * (null)}, or nothing where the precision has no room for all of it.
   */
  public byte[] formatNull() {
    int length = precision < 0 || precision >= NULL.length ? NULL.length : 0;
    return pad(NULL, 0, length);
  }

  /**
   * Writes a part of a string as {@code %q} does, without the quotes around it: so that the
   * script's compiler reads the same bytes back. A part at a time, for strings of any length.
   *
   * @param end where the whole string ends: a digit after the part matters to the part's last byte
   * @param target has room for {@link #MAX_QUOTED} times the part at {@code at}
   * @return the offset after the last byte written
   */
  public static int quote(byte[] string, int from, int to, int end, byte[] target, int at) {
    int next = at;
    for (int i = from; i < to; i++) {
      int c = string[i];
      if (c == '"' || c == '\\' || c == '\n') {
        target[next++] = '\\';
        target[next++] = (byte) c;
      } else if ((c >= 0 && c < ' ') || c == 0x7f) {
        target[next++] = '\\';
        boolean padded = isDigit(string, i + 1, end);
        if (padded || c >= 100) {
          target[next++] = (byte) ('0' + c / 100);
        }
        if (padded || c >= 10) {
          target[next++] = (byte) ('0' + c / 10 % 10);
        }
        target[next++] = (byte) ('0' + c % 10);
      } else {
        target[next++] = (byte) c;
      }
    }
    return next;
  }

  private byte[] formatSigned(long number) {
    // Negating the smallest long gives the same bits, which are its magnitude without a sign.
    return formatInteger(sign(number < 0), "", Long.toUnsignedString(Math.abs(number)));
  }

  private byte[] formatHexadecimal(long number) {
    String prefix = alternate && number != 0 ? "0x" : "";
    return formatInteger("", prefix, Long.toUnsignedString(number, 16));
  }

  private byte[] formatInteger(String sign, String prefix, String digits) {
    String shown = precision == 0 && digits.equals("0") ? "" : digits;
    shown = "0".repeat(Math.max(0, precision - shown.length())) + shown;
    if (conversion == 'o' && alternate && !shown.startsWith("0")) {
      shown = "0" + shown;
    }
    return assemble(sign + prefix, shown, zeros && precision < 0);
  }

  private byte[] formatFloat(double number) {
    boolean finite = Math.abs(number) <= Double.MAX_VALUE;
    // The sign of a NaN is not ours to know; see NumberFormatter.
    boolean negative = Double.isNaN(number) || Double.doubleToRawLongBits(number) < 0;
    double magnitude = Math.abs(number);
    if (!finite) {
      return assemble(sign(negative), Double.isNaN(number) ? "nan" : "inf", false);
    }
    switch (conversion) {
      case 'a':
      case 'A':
        return assemble(sign(negative) + "0x", hexadecimalFloat(magnitude), zeros);
      case 'f':
        return assemble(sign(negative), fixed(magnitude), zeros);
      case 'e':
      case 'E':
        return assemble(sign(negative), scientific(magnitude), zeros);
      default:
        return assemble(sign(negative), general(magnitude), zeros);
    }
  }

  private String fixed(double magnitude) {
    int places = precision < 0 ? DEFAULT_PRECISION : precision;
    if (!DecimalDigits.canRoundScaled(magnitude, places)) {
      BigDecimal rounded = new BigDecimal(magnitude).setScale(places, RoundingMode.HALF_EVEN);
      return withPoint(rounded.toPlainString(), places == 0);
    }
    String digits = Long.toString(DecimalDigits.roundScaled(magnitude, places));
    digits = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
    return insertPoint(digits, digits.length() - places);
  }

  private String scientific(double magnitude) {
    int places = precision < 0 ? DEFAULT_PRECISION : precision;
    Significand rounded = Significand.of(magnitude, places + 1);
    return insertPoint(rounded.digits, 1) + exponentSuffix(rounded.exponent);
  }

  private String general(double magnitude) {
    int wanted = precision < 0 ? DEFAULT_PRECISION : Math.max(1, precision);
    Significand rounded = Significand.of(magnitude, wanted);
    int exponent = rounded.exponent;
    String digits = alternate ? rounded.digits : withoutTrailingZeros(rounded.digits);
    if (exponent < NumberFormatter.LEAST_FIXED_EXPONENT || exponent >= wanted) {
      return insertPoint(digits, 1) + exponentSuffix(exponent);
    }
    if (exponent < 0) {
      return insertPoint("0".repeat(-exponent) + digits, 1);
    }
    String whole = digits + "0".repeat(Math.max(0, exponent + 1 - digits.length()));
    return insertPoint(whole, exponent + 1);
  }

  /** Writes a double's bits: one digit, the fraction and a binary exponent. */
  private String hexadecimalFloat(double magnitude) {
    long bits = Double.doubleToRawLongBits(magnitude);
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    int biased = (int) (bits >>> FRACTION_BITS);
    int exponent = magnitude == 0 ? 0 : Math.max(SMALLEST_EXPONENT, Math.getExponent(magnitude));
    long significand = biased == 0 ? fraction : fraction | 1L << FRACTION_BITS;
    if (precision >= 0 && precision < HEX_FRACTION_DIGITS) {
      significand = roundLowBits(significand, 4 * (HEX_FRACTION_DIGITS - precision));
    }
    String digits = Long.toHexString(1L << 4 * HEX_FRACTION_DIGITS + 4 | significand).substring(1);
    if (precision < 0) {
      digits = withoutTrailingZeros(digits);
    } else if (precision < HEX_FRACTION_DIGITS) {
      digits = digits.substring(0, 1 + precision);
    } else {
      digits += "0".repeat(precision - HEX_FRACTION_DIGITS);
    }
    return insertPoint(digits, 1) + (exponent < 0 ? "p-" : "p+") + Math.abs(exponent);
  }

  /** Clears the low bits of a number, rounding the others to nearest, ties to even. */
  private static long roundLowBits(long number, int bits) {
    long unit = 1L << bits;
    long rest = number & (unit - 1);
    long cleared = number - rest;
    boolean up = rest > unit / 2 || (rest == unit / 2 && (cleared & unit) != 0);
    return up ? cleared + unit : cleared;
  }

  /** Puts the point after {@code whole} digits; at the end only if the directive insists on one. */
  private String insertPoint(String digits, int whole) {
    return withPoint(digits.substring(0, whole), whole == digits.length())
        + (whole == digits.length() ? "" : "." + digits.substring(whole));
  }

  private String withPoint(String number, boolean isWhole) {
    return isWhole && alternate ? number + "." : number;
  }

  private static String exponentSuffix(int exponent) {
    int magnitude = Math.abs(exponent);
    return (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
  }

  /** Drops the zeros at the end, but never the first digit. */
  private static String withoutTrailingZeros(String digits) {
    int length = digits.length();
    while (length > 1 && digits.charAt(length - 1) == '0') {
      length--;
    }
    return digits.substring(0, length);
  }

  private String sign(boolean negative) {
    return negative ? "-" : plus ? "+" : space ? " " : "";
  }

  /**
   * Joins what goes before the digits and the digits, padded with zeros in between or with spaces.
   */
  private byte[] assemble(String prefix, String digits, boolean withZeros) {
    int missing = withZeros ? Math.max(0, width - prefix.length() - digits.length()) : 0;
    String text = prefix + "0".repeat(missing) + digits;
    if (Character.isUpperCase(conversion)) {
      text = text.toUpperCase(Locale.ROOT);
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return pad(bytes, 0, bytes.length);
  }

  private byte[] pad(byte[] text, int offset, int length) {
    if (offset == 0 && length == text.length && length >= width) {
      return text;
    }
    byte[] padded = new byte[Math.max(width, length)];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(text, offset, padded, left ? 0 : padded.length - length, length);
    return padded;
  }

  private static long toUnsigned(double number) {
    return number < TWO_TO_63 ? (long) number : (long) (number - TWO_TO_63) ^ Long.MIN_VALUE;
  }

  /** A character's code is what C makes of the number as an integer: out of range, that is zero. */
  private static byte lowByte(double number) {
    return number < TWO_TO_63 ? (byte) (long) number : 0;
  }

  private static boolean isDigit(byte[] text, int at, int limit) {
    return at < limit && text[at] >= '0' && text[at] <= '9';
  }

  private static boolean contains(byte[] text, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (text[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** A number rounded to some significant digits: {@code d.ddd} times ten to the exponent. */
  private static final class Significand {
    final String digits;
    final int exponent;

    private Significand(String digits, int exponent) {
      this.digits = digits;
      this.exponent = exponent;
    }

    static Significand of(double magnitude, int count) {
      if (magnitude == 0) {
        return new Significand("0".repeat(count), 0);
      }
      if (count <= DecimalDigits.MAX_FAST_DIGITS) {
        long packed = DecimalDigits.significant(magnitude, count);
        return new Significand(
            Long.toString(DecimalDigits.digitsOf(packed)), DecimalDigits.exponentOf(packed));
      }
      BigDecimal rounded = DecimalDigits.exactly(magnitude, count);
      String digits = rounded.unscaledValue().toString();
      return new Significand(
          digits + "0".repeat(count - digits.length()), DecimalDigits.exponentOf(rounded));
    }
  }
}
