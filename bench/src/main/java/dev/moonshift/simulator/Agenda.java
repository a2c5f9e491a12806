package dev.moonshift.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen at which time; things of the same time in the order in which they came. */
final class Agenda {
  /** When nothing is to happen. */
  static final long NEVER = Long.MAX_VALUE;

  private record Entry(long time, long number, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));
  private long added;

  void add(long time, Runnable action) {
    entries.add(new Entry(time, added++, action));
  }

  /** Returns when the next thing happens. */
  long next() {
    Entry first = entries.peek();
    return first == null ? NEVER : first.time();
  }

  /** Lets happen what is due at a time. */
  void runUntil(long time) {
    while (next() <= time) {
      entries.remove().action().run();
    }
  }
}
