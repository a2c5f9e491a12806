package dev.moonshift.cli;

import java.util.Locale;

/** Writes large numbers in five letters or less: {@code 999}, {@code 12.3K}, {@code 4.0M}. */
final class Quantity {
  private static final String UNITS = "KMGTPE";

  private Quantity() {}

  static String of(long number) {
    if (number < 1000) {
      return "" + number;
    }
    double left = number;
    int unit = -1;
    while (unit < 0 ? left >= 1000 : left >= 999.5) { // what would be written as 1000
      left /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, left < 99.95 ? "%.1f%c" : "%.0f%c", left, UNITS.charAt(unit));
  }
}
