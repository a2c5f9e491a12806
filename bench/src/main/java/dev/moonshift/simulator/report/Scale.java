package dev.moonshift.simulator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where on a drawing a number goes, with the round numbers to write beside it. */
final class Scale {
  private final double low;
  private final double high;
  private final double from;
  private final double to;
  private final boolean isLogarithmic;

  private Scale(double low, double high, double from, double to, boolean isLogarithmic) {
    this.low = low;
    this.high = high;
    this.from = from;
    this.to = to;
    this.isLogarithmic = isLogarithmic;
  }

  /** Makes a scale on which equal differences are equally long. */
  static Scale linear(long low, long high, double from, double to) {
    return new Scale(low, Math.max(low + 1.0, high), from, to, false);
  }

  /** Makes a scale on which equal ratios are equally long; it reaches from a power of 10 to one. */
  static Scale logarithmic(long low, long high, double from, double to) {
    int first = (int) Math.floor(Math.log10(Math.max(1, low)));
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(Math.max(1, high))));
    return new Scale(first, last, from, to, true);
  }

  /** Returns the place of a number. */
  double at(double number) {
    double value = isLogarithmic ? Math.log10(Math.max(Math.pow(10, low), number)) : number;
    return from + (to - from) * (value - low) / (high - low);
  }

  /** Returns round numbers within the scale: about as many as asked for, or all powers of 10. */
  List<Long> ticks(int about) {
    List<Long> ticks = new ArrayList<>();
    if (isLogarithmic) {
      for (double power = low; power <= high; power++) {
        ticks.add(Math.round(Math.pow(10, power)));
      }
      return ticks;
    }
    double rough = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * 10;
    for (int factor : new int[] {5, 2, 1}) {
      if (power * factor >= rough) {
        step = power * factor;
      }
    }
    for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
      ticks.add(Math.round(tick));
    }
    return ticks;
  }

  /** Writes a place: a tenth of a unit is finer than anybody sees. */
  static String text(double place) {
    BigDecimal rounded =
        BigDecimal.valueOf(place).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
  }
}
