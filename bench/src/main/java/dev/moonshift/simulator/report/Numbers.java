package dev.moonshift.simulator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers for people: three digits say enough. */
final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private Numbers() {}

  /** Writes {@code 950}, {@code 12.3k}, {@code 4.56M}. */
  static String brief(long number) {
    if (number < 0) {
      return "-" + brief(-number);
    }
    if (number < 1_000) {
      return Long.toString(number);
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(THREE_DIGITS);
    String[] units = {"k", "M", "G", "T"};
    int unit = 0;
    BigDecimal scaled = rounded.movePointLeft(3);
    while (scaled.compareTo(BigDecimal.valueOf(1_000)) >= 0 && unit < units.length - 1) {
      scaled = scaled.movePointLeft(3);
      unit++;
    }
    return plain(scaled) + units[unit];
  }

  private static String plain(BigDecimal number) {
    BigDecimal small = number.stripTrailingZeros();
    return (small.scale() < 0 ? small.setScale(0) : small).toPlainString();
  }

  /** Writes thousandths as {@code 1.2x}, {@code 35x}. */
  static String times(long thousandths) {
    return thousandths >= 1_000_000
        ? brief(thousandths / 1_000) + "×"
        : plain(BigDecimal.valueOf(thousandths, 3).round(THREE_DIGITS)) + "×";
  }

  /** Writes a part of a whole with some digits after the point. */
  static String fraction(long part, long whole, int digits) {
    return BigDecimal.valueOf(part)
        .divide(BigDecimal.valueOf(whole), digits, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Writes millionths as a percentage with one digit. */
  static String percent(long ppm) {
    return fraction(ppm, 10_000, 1) + "%";
  }

  /** Writes a count with its noun: {@code 1 deadline}, {@code 1,200 deadlines}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
