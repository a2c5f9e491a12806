package dev.moonshift.simulator.measure;

import java.util.Arrays;

/**
 * Whole numbers of which quantiles are wanted, all of them kept: a quantile is a value that
 * occurred.
 */
public final class Samples {
  private long[] values = new long[16];
  private int size;

  /** Adds a number. */
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  /** Adds all numbers of others. */
  public void addAll(Samples others) {
    for (int i = 0; i < others.size; i++) {
      add(others.values[i]);
    }
  }

  /** Sums up what is there. */
  public Quantiles quantiles() {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new Quantiles(
        size, at(sorted, 500), at(sorted, 900), at(sorted, 990), at(sorted, 999), at(sorted, 1000));
  }

  /** Returns the smallest number that at least so many thousandths do not exceed. */
  private static long at(long[] sorted, long perMille) {
    if (sorted.length == 0) {
      return 0;
    }
    long rank = (sorted.length * perMille + 999) / 1000;
    return sorted[(int) rank - 1];
  }
}
