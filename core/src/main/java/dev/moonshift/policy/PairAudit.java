package dev.moonshift.policy;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares what tasks got while both were runnable, every pair of them, over every interval.
 *
 * <p>For a pair it follows {@code S_i * w_j - S_j * w_i} since both are there, and the extremes of
 * that: the gap over an interval is how far it is now from an extreme. All numbers are exact.
 */
final class PairAudit {
  /** How many tasks are compared: their pairs still fit a cache. */
  static final int CAPACITY = 64;

  /** The slot of a task that came when there was no room. */
  static final int NONE = -1;

  /** A gap that is too large. */
  record Gap(long actual, long bound, String text) {}

  private final @Nullable Task[] tasks = new Task[CAPACITY];
  private final Track fuel = new Track();
  private final Track turns = new Track();

  /** A number for each pair, and its extremes; for i above j, the negative of that for j, i. */
  private static final class Track {
    final long[] now = new long[CAPACITY * CAPACITY];
    final long[] lowest = new long[CAPACITY * CAPACITY];
    final long[] highest = new long[CAPACITY * CAPACITY];

    void reset(int i, int j) {
      set(i * CAPACITY + j, 0, 0, 0);
      set(j * CAPACITY + i, 0, 0, 0);
    }

    private void set(int at, long value, long low, long high) {
      now[at] = value;
      lowest[at] = low;
      highest[at] = high;
    }

    void add(int i, int j, long amount) {
      int at = i * CAPACITY + j;
      now[at] = Math.addExact(now[at], amount);
      lowest[at] = Math.min(lowest[at], now[at]);
      highest[at] = Math.max(highest[at], now[at]);
      set(j * CAPACITY + i, -now[at], -highest[at], -lowest[at]);
    }

    /** How far i got ahead of j in any interval that ends now. */
    long gap(int i, int j) {
      int at = i * CAPACITY + j;
      return now[at] - lowest[at];
    }
  }

  int join(Task task) {
    int slot = Arrays.asList(tasks).indexOf(null);
    if (slot != NONE) {
      tasks[slot] = task;
      restart(slot);
    }
    return slot;
  }

  void leave(int slot) {
    if (slot != NONE) {
      tasks[slot] = null;
    }
  }

  /** Forgets what a task got so far, as its weight was changed. */
  void restart(int slot) {
    if (slot != NONE) {
      for (int other = 0; other < CAPACITY; other++) {
        fuel.reset(slot, other);
        turns.reset(slot, other);
      }
    }
  }

  void restart() {
    for (int slot = 0; slot < CAPACITY; slot++) {
      restart(slot);
    }
  }

  void ran(int slot, long used) {
    if (slot == NONE) {
      return;
    }
    for (int other = 0; other < CAPACITY; other++) {
      Task task = tasks[other];
      if (task != null && other != slot) {
        fuel.add(slot, other, Math.multiplyExact(used, task.weight()));
        turns.add(slot, other, 1);
      }
    }
  }

  /** Returns the first pair with this task in which it got too far ahead, or null. */
  @Nullable Gap worst(int slot, Promise.FairShare promise, ToLongFunction<Task> largestTurn) {
    Task mine = slot == NONE ? null : tasks[slot];
    if (mine == null) {
      return null;
    }
    for (int other = 0; other < CAPACITY; other++) {
      Task task = tasks[other];
      if (task != null && other != slot) {
        long gap = fuel.gap(slot, other);
        long bound =
            promise.fuelPerWeight() * mine.weight() * task.weight()
                + promise.turns()
                    * (largestTurn.applyAsLong(mine) * task.weight()
                        + largestTurn.applyAsLong(task) * mine.weight());
        if (gap > bound) {
          return new Gap(gap, bound, "fuel * weights ahead of " + task + " is %d, at most %d");
        }
      }
    }
    return null;
  }

  /** Returns the first pair with this task in which it had too many turns, or null. */
  @Nullable Gap worstTurns(int slot) {
    for (int other = 0; slot != NONE && other < CAPACITY; other++) {
      Task task = tasks[other];
      if (task != null && other != slot && turns.gap(slot, other) > 1) {
        return new Gap(
            turns.gap(slot, other), 1, "had %d turns more than " + task + ", at most %d");
      }
    }
    return null;
  }
}
