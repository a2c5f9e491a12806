package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of policies in one metric. What is within a fiftieth of the first of its place shares
 * the place: differences below that depend on the seed more than on the policy.
 */
final class Ranking {
  private static final long TOLERANCE = 50;

  private final Map<Outcome, Integer> places = new IdentityHashMap<>();
  private final List<Outcome> ordered = new ArrayList<>();
  private int last;

  Ranking(Metric metric, List<Outcome> runs) {
    for (Outcome run : runs) {
      if (metric.of(run) != null) {
        ordered.add(run);
      }
    }
    Comparator<Outcome> byValue = Comparator.comparingLong(run -> value(metric, run));
    ordered.sort(metric.isMoreBetter() ? byValue.reversed() : byValue);
    long head = 0;
    for (int i = 0; i < ordered.size(); i++) {
      long value = value(metric, ordered.get(i));
      if (i == 0 || Math.abs(value - head) * TOLERANCE > Math.abs(head)) {
        head = value;
        last = i + 1;
      }
      places.put(ordered.get(i), last);
    }
  }

  private static long value(Metric metric, Outcome run) {
    Long value = metric.of(run);
    return value == null ? 0 : value;
  }

  /** Returns the place, 1 for the best; null for one that has no such number. */
  @Nullable Integer place(Outcome run) {
    return places.get(run);
  }

  /** Returns the largest place: 1 if all are equally good, and where nobody has such a number. */
  int last() {
    return Math.max(1, last);
  }

  /** Whether there is anything to tell apart. */
  boolean isContested() {
    return last > 1;
  }

  /** Returns those that have the number, best first. */
  List<Outcome> ordered() {
    return ordered;
  }

  /** Returns those on the first place. */
  List<Outcome> best() {
    return ordered.stream().filter(run -> isAt(run, 1)).toList();
  }

  /** Returns those on the last place. */
  List<Outcome> worst() {
    return ordered.stream().filter(run -> isAt(run, last)).toList();
  }

  private boolean isAt(Outcome run, int place) {
    Integer own = places.get(run);
    return own != null && own == place;
  }
}
