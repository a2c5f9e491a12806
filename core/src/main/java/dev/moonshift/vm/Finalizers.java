package dev.moonshift.vm;

import java.util.ArrayDeque;
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
  private final ArrayDeque<Table> pending = new ArrayDeque<>(); // unreachable, the next one first

  /** Marks a table for finalization; false if it ever was: a table is finalized once. */
  boolean mark(Table table) {
    return table.markForFinalization() && marked.add(table);
  }

  /** How many tables are marked. */
  int count() {
    return marked.size();
  }

  /** Whether a finalizer is to be run. */
  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Takes the next table whose finalizer is to be run. */
  Table takePending() {
    return Objects.requireNonNull(pending.poll(), "no finalizer is pending");
  }

  /** Lets the finalizer of the n-th marked table run if the table is dead. */
  void separate(int index, Reachability reachability) {
    Table table = marked.get(index);
    if (table != null && reachability.isDead(table)) {
      pending.add(table);
      marked.set(index, null);
    }
  }

  /** Forgets the places of tables that were separated. */
  void compact() {
    marked.removeIf(Objects::isNull);
  }

  /** Reports the tables whose finalizers are to be run. */
  void tracePending(Tracer tracer) {
    pending.forEach(tracer::value);
  }

  /** What marking takes, in bytes. */
  long memoryBytes() {
    return (long) (marked.size() + pending.size()) * MemoryCost.SLOT;
  }
}
