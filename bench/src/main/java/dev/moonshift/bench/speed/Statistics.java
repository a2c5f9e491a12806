package dev.moonshift.bench.speed;

import java.util.List;

/** What tables say of many figures at once. */
final class Statistics {
  private Statistics() {}

  /** The middle of the values, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the median needs values, was given none");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The mean for ratios: twice as fast and twice as slow make 1. */
  static double geometricMean(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the geometric mean needs values, was given none");
    }
    return Math.exp(values.stream().mapToDouble(Math::log).sum() / values.size());
  }
}
