package dev.moonshift.compiler;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.Unit;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many units there may be at a time: a host that keeps a hundred thousand different scripts
 * alive would otherwise fill the JVM's memory for classes, which no heap limit bounds. Code that
 * finds no room is interpreted until other code is gone. And nobody has all of it: one process that
 * loads functions without end leaves room for the others.
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

  /** A process may have one part in so many, of the units and of the requests that wait. */
  static final int SHARES = 4;

  /** What was made for one process, and waits to be. */
  static final class Share {
    final AtomicInteger units = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
  }

  /** Takes a unit off its process's share when it is gone. */
  private static final class Counted extends WeakReference<Unit> {
    final Share share;

    Counted(Unit unit, ReferenceQueue<Unit> dead, Share share) {
      super(unit, dead);
      this.share = share;
    }
  }

  private final int maxUnits;
  private final Map<Execution, Share> shares = Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<Reference<?>> alive = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Unit> dead = new ReferenceQueue<>();

  UnitBudget(int maxUnits) {
    this.maxUnits = maxUnits;
  }

  /** What a process has of it. Code that several run counts for whoever asked first. */
  Share shareOf(Execution asker) {
    return shares.computeIfAbsent(asker, key -> new Share());
  }

  /** Whether there may be another unit. */
  boolean hasRoom(Share share) {
    return count() < maxUnits && share.units.get() < maxUnits / SHARES;
  }

  /** How many there are. */
  int count() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      alive.remove(gone);
      ((Counted) gone).share.units.decrementAndGet();
    }
    return alive.size();
  }

  /** Counts a unit. */
  void add(Unit unit, Share share) {
    share.units.incrementAndGet();
    alive.add(new Counted(unit, dead, share));
  }
}
