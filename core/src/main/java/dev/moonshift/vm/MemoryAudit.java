package dev.moonshift.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Settles the memory account of a process, empties its weak tables and runs its finalizers: a
 * collection as the script sees it. The JVM's own collector does what it likes, and nobody sees it.
 *
 * <p>It is a frame on top of the one that was to run, so it is preempted, billed and resumed like
 * any other work of the process, and nothing of the process changes meanwhile. The phases are those
 * of the reference's collector, so weak tables and finalizers see each other as they do there. If
 * too much is alive, it raises "not enough memory", or ends the process.
 */
final class MemoryAudit extends NativeFrame {
  /** Slots looked at for a unit of fuel. */
  private static final int SLOTS_PER_FUEL = 8;

  private enum Phase {
    /** Reaching what is alive; also the values of ephemerons whose keys are reached. */
    MARK,
    /** Clearing weak values that were not reached. */
    CLEAR_VALUES,
    /** Choosing the finalizers to run: those of tables that were not reached. */
    SEPARATE,
    /** Taking up the places of these tables among the marked ones. */
    COMPACT,
    /** Reaching what these finalizers will see. */
    MARK_FOR_FINALIZERS,
    /** Clearing weak keys that were not reached. */
    CLEAR_KEYS,
    /** Clearing weak values of tables that were reached for finalizers only. */
    CLEAR_LATE_VALUES,
    /** Running finalizers; the account is settled. */
    FINALIZE;

    Phase next() {
      return values()[ordinal() + 1];
    }
  }

  private final @Nullable Varargs toDeliver; // what the frame below waits for
  private @Nullable Reachability reachability; // null once the account is settled
  private final @Nullable Finalizers finalizers;
  private Phase phase = Phase.MARK;

  // a walk over a list of weak tables, or of marked ones
  private int walked; // how many items of the list are done
  private int position; // in the table after those
  private boolean hasReached; // whether the walk over ephemerons has reached anything

  // how many weak tables had been reached before finalizers were
  private int earlyWeakValues;
  private int earlyWeakBoth;

  /**
   * Prepares an audit.
   *
   * @param below the frame that goes on afterwards
   * @param toDeliver what it is then handed, or null
   */
  MemoryAudit(Execution execution, @Nullable Frame below, @Nullable Varargs toDeliver) {
    this.toDeliver = toDeliver;
    Reachability started = new Reachability();
    reachability = started;
    finalizers = execution.finalizers();
    started.values(toDeliver);
    if (toDeliver == null && below instanceof LuaFrame) {
      started.frameGoingOn((LuaFrame) below);
    } else {
      started.frame(below);
    }
    execution.traceRoots(started);
  }

  @Override
  public @Nullable Varargs resume(Execution execution, @Nullable Varargs ignored) {
    Reachability working = reachability;
    while (working != null) {
      long before = working.cost();
      if (step(working)) {
        phase = phase.next();
        walked = 0;
        position = 0;
      }
      // rounded over the whole, so that it does not depend on where this pauses
      execution.charge((int) (working.cost() / SLOTS_PER_FUEL - before / SLOTS_PER_FUEL));
      if (phase == Phase.FINALIZE) {
        reachability = null;
        if (!execution.settleMemory(working.bytes(), hasPending())) {
          return execution.endForMemory();
        }
        break;
      }
      if (execution.fuel <= 0) {
        return execution.pause(this);
      }
    }
    return finalizeNext(execution);
  }

  /** Does a piece of the phase; true once it is complete. */
  private boolean step(Reachability working) {
    switch (phase) {
      case MARK:
        if (!isMarked(working)) {
          return false;
        }
        earlyWeakValues = working.weakValues.size();
        earlyWeakBoth = working.weakBoth.size();
        return true;
      case CLEAR_VALUES:
        return isCleared(working, working.weakValues, 0, working.weakBoth, 0, false);
      case SEPARATE:
        return isSeparated(working);
      case COMPACT:
        return isCompacted(working);
      case MARK_FOR_FINALIZERS:
        return isMarked(working);
      case CLEAR_KEYS:
        return isCleared(working, working.weakKeys, 0, working.weakBoth, 0, true);
      case CLEAR_LATE_VALUES:
        return isCleared(
            working, working.weakValues, earlyWeakValues, working.weakBoth, earlyWeakBoth, false);
      default:
        throw new IllegalStateException("no piece of work in " + phase);
    }
  }

  // ---------------------------------------------------------------- marking

  private boolean isMarked(Reachability working) {
    if (working.advance()) {
      return false;
    }
    if (walked < working.weakKeys.size()) {
      reachValues(working, working.weakKeys.get(walked));
      return false;
    }
    boolean isStable = !hasReached;
    hasReached = false;
    walked = 0;
    return isStable;
  }

  /** Reaches the values of some entries whose keys are reached. */
  private void reachValues(Reachability working, Table table) {
    int end = pieceEnd(working, table);
    for (int p = position; p < end; p++) {
      LuaValue value = table.valueAt(p);
      if (working.isUnreached(value)
          && (table.isListPosition(p) || !working.isDead(table.keyAt(p)))) {
        working.value(value);
        hasReached = true;
      }
    }
    endPiece(table, end);
  }

  private int pieceEnd(Reachability working, Table table) {
    int end = Math.min(position + Reachability.PIECE, table.positions());
    working.addCost(1 + end - position);
    return end;
  }

  private void endPiece(Table table, int end) {
    position = end;
    if (end == table.positions()) {
      walked++;
      position = 0;
    }
  }

  // ---------------------------------------------------------------- clearing

  /** Clears a piece of the tables of two lists; true when done with both. */
  private boolean isCleared(
      Reachability working,
      List<Table> first,
      int fromFirst,
      List<Table> second,
      int fromSecond,
      boolean byKey) {
    int inFirst = first.size() - fromFirst;
    if (walked < inFirst) {
      clear(working, first.get(fromFirst + walked), byKey);
    } else if (walked < inFirst + second.size() - fromSecond) {
      clear(working, second.get(fromSecond + walked - inFirst), byKey);
    }
    return walked == inFirst + second.size() - fromSecond;
  }

  private void clear(Reachability working, Table table, boolean byKey) {
    int end = pieceEnd(working, table);
    for (int p = position; p < end; p++) {
      LuaValue value = table.valueAt(p);
      if (value != LuaValue.NIL
          && (byKey
              ? !table.isListPosition(p) && working.isDead(table.keyAt(p))
              : working.isDead(value))) {
        table.removeAt(p);
      }
    }
    endPiece(table, end);
  }

  // ---------------------------------------------------------------- finalizers

  /** Looks at some marked tables, the latest first; true when done with all. */
  private boolean isSeparated(Reachability working) {
    Finalizers all = finalizers;
    if (all == null) {
      return true;
    }
    int count = all.count();
    int end = Math.min(walked + Reachability.PIECE, count);
    working.addCost(end - walked);
    for (; walked < end; walked++) {
      all.separate(count - 1 - walked, working);
    }
    return walked == count;
  }

  private boolean isCompacted(Reachability working) {
    Finalizers all = finalizers;
    if (all == null) {
      return true;
    }
    int count = all.count();
    int end = Math.min(walked + Reachability.PIECE, count);
    working.addCost(end - walked);
    for (; walked < end; walked++) {
      all.compact(walked);
    }
    if (walked < count) {
      return false;
    }
    working.pending(all);
    working.memory(all.memoryBytes());
    return true;
  }

  private @Nullable Varargs finalizeNext(Execution execution) {
    while (finalizers != null && hasPending()) {
      Table table = finalizers.takePending();
      LuaValue finalizer = execution.metamethod(table, Metamethod.GC);
      if (finalizer != null && finalizer.isfunction()) {
        return execution.call(this, finalizer, table);
      }
    }
    execution.judgeAfterFinalizers();
    return toDeliver;
  }

  private boolean hasPending() {
    return finalizers != null && finalizers.pendingCount() > 0;
  }

  @Override
  void abandon(Execution execution) {
    execution.forgetWanted();
  }

  /** What an error in a finalizer becomes for whoever caused the audit, as in the reference. */
  LuaValue errorInFinalizer(LuaValue error) {
    if (Execution.isMemoryError(error)) {
      return error;
    }
    String message = error instanceof LuaString ? error.tojstring() : "no message";
    return LuaValue.valueOf("error in __gc metamethod (" + message + ")");
  }

  // ---------------------------------------------------------------- as a frame

  @Override
  boolean letsCallerGoOn() {
    return toDeliver == null;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(toDeliver);
  }

  @Override
  boolean isHidden() {
    return true;
  }

  @Override
  public String name() {
    return "?";
  }
}
