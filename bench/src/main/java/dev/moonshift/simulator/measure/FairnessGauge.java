package dev.moonshift.simulator.measure;

import org.jspecify.annotations.Nullable;

/**
 * Judges fairness window by window, among those that stayed runnable from its beginning to its end,
 * in the run and in the ideal: who sleeps in between gets less than its share by its own choice.
 */
final class FairnessGauge {
  private final Series series;
  private final Fluid ideal;
  private final long[] served;
  private long sum;
  private long worst = Jain.ONE;
  private int windows;

  FairnessGauge(Series series, Fluid ideal) {
    this.series = series;
    this.ideal = ideal;
    served = new long[series.fuel().length];
  }

  /**
   * Hears that the series has got another point.
   *
   * @param runnableSince since when each has been runnable without a break; below 0 if it is not
   */
  void point(int point, long[] runnableSince) {
    int first = point - Series.WINDOW;
    if (first < 0 || point % Series.WINDOW != 0) {
      return;
    }
    long begin = first * series.step();
    int count = 0;
    for (int i = 0; i < served.length; i++) {
      if (isWithin(begin, runnableSince[i]) && isWithin(begin, ideal.activeSince(i))) {
        long entitled = series.entitlement()[i][point] - series.entitlement()[i][first];
        long received = series.fuel()[i][point] - series.fuel()[i][first];
        if (entitled > 0) {
          served[count++] = received * Jain.ONE / entitled;
        }
      }
    }
    if (count >= 2) {
      long index = Jain.ppm(served, count);
      sum += index;
      worst = Math.min(worst, index);
      windows++;
    }
  }

  private static boolean isWithin(long begin, long since) {
    return since >= 0 && since <= begin;
  }

  @Nullable Long mean() {
    return windows == 0 ? null : sum / windows;
  }

  @Nullable Long worst() {
    return windows == 0 ? null : worst;
  }
}
