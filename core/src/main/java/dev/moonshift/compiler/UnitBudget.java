package dev.moonshift.compiler;

import dev.moonshift.vm.Unit;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many units there may be at a time: a host that keeps a hundred thousand different scripts
 * alive would otherwise fill the JVM's memory for classes, which no heap limit bounds. Code that
 * finds no room is interpreted until other code is gone.
 *
 * <p>A unit counts until the JVM has collected it, which it does some time after the code that it
 * was compiled from is dead. The JVM unloads its class later, when it wants the memory.
 *
 * <p><b>Threads.</b> Any; several at once may go a little beyond the limit.
 */
final class UnitBudget {
  /**
   * A unit takes some 20 KB of metaspace (bench.jar soak): this is about 160 MB, and what is dead
   * and not yet unloaded.
   */
  static final int MAX_UNITS = 8192;

  private final int maxUnits;
  private final Set<Reference<?>> alive = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Unit> dead = new ReferenceQueue<>();

  UnitBudget(int maxUnits) {
    this.maxUnits = maxUnits;
  }

  /** Whether there may be another unit. */
  boolean hasRoom() {
    return count() < maxUnits;
  }

  /** How many there are. */
  int count() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      alive.remove(gone);
    }
    return alive.size();
  }

  /** Counts a unit. */
  void add(Unit unit) {
    alive.add(new WeakReference<>(unit, dead));
  }
}
