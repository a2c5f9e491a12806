package dev.moonshift.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a process that have a finalizer: those whose metatable had a field {@code __gc}
 * when it was set.
 */
final class Finalizers {
  private final List<@Nullable Table> marked = new ArrayList<>(); // in the order of marking
  private int kept; // of the marked ones, while the places of the others are taken up

  private final List<@Nullable Table> pending =
      new ArrayList<>(); // unreachable, the next one first
  private int taken; // of the pending ones

  /** Marks a table for finalization; false if it ever was: a table is finalized once. */
  boolean mark(Table table) {
    return table.markForFinalization() && marked.add(table);
  }

  /** How many tables are marked. */
  int count() {
    return marked.size();
  }

  /** How many finalizers are to be run. */
  int pendingCount() {
    return pending.size() - taken;
  }

  /** A table whose finalizer is to be run; 0 is the next. */
  @Nullable Table pending(int index) {
    return pending.get(taken + index);
  }

  /** Takes the next table whose finalizer is to be run. */
  Table takePending() {
    Table next = Objects.requireNonNull(pending.set(taken, null));
    taken++;
    if (taken == pending.size()) {
      pending.clear();
      taken = 0;
    }
    return next;
  }

  /** Lets the finalizer of the n-th marked table run if the table is dead. */
  void separate(int index, Reachability reachability) {
    Table table = marked.get(index);
    if (table != null && reachability.isDead(table)) {
      pending.add(table);
      marked.set(index, null);
    }
  }

  /**
   * Moves marked tables to the places of those that were separated: all in turn, from the first.
   */
  void compact(int index) {
    Table table = marked.get(index);
    if (table != null) {
      marked.set(kept, table);
      kept++;
    }
    if (index == marked.size() - 1) {
      marked.subList(kept, marked.size()).clear();
      kept = 0;
    }
  }

  /** What marking takes, in bytes. */
  long memoryBytes() {
    return (long) (marked.size() + pendingCount()) * MemoryCost.SLOT;
  }
}
