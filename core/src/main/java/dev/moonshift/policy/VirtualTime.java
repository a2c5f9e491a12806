package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Stride} and {@link StartTimeFair} have in common: every task has a <em>pass</em>, the
 * place it has reached in virtual time; the one furthest behind runs, and then moves on by {@code
 * used / weight}. They differ in where a task stands that comes back.
 *
 * <p>A pass is an exact fraction, its denominator the weight. Virtual time is the largest pass that
 * was chosen so far; with one task running at a time, nobody who is queued is behind it, nor ahead
 * by more than a turn. A place between two fractions is taken at the later one, if nothing else put
 * the task ahead.
 */
abstract class VirtualTime implements SchedulingPolicy {
  /** More than any turn uses; so passes cannot overflow, nor get too far apart for their keys. */
  private static final long MAX_TURN = 1L << 44;

  private final Tournament<Pass> queue = new Tournament<>();

  /** Virtual time: {@code nowWhole + nowPart / nowWeight}. */
  private long nowWhole;

  private int nowPart;
  private int nowWeight = 1;

  /** Says where a task is to stand that comes back: how far ahead of now, in its own fuel. */
  abstract long leadOnReturn(Pass pass);

  /** Hears that a task goes away. */
  abstract void leave(Pass pass);

  @Override
  public final void enqueue(Task task) {
    Pass pass = (Pass) task.note();
    if (pass == null) {
      pass = new Pass(task);
      task.setNote(pass);
      place(pass, task.quantum()); // it stands behind those who have just run
    } else if (pass.task.place() == Place.AWAY) {
      place(pass, leadOnReturn(pass));
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    queue.add(pass, pass.key());
  }

  @Override
  public final @Nullable Task next() {
    Pass pass = queue.removeFirst();
    if (pass == null) {
      return null;
    }
    pass.task.move(Place.QUEUED, Place.RUNNING, "next");
    if (!isBehindNow(pass)) {
      nowWhole = pass.whole;
      nowPart = pass.part;
      nowWeight = pass.weight;
    }
    return pass.task;
  }

  @Override
  public final void ran(Task task, long usedFuel, boolean stillRunnable) {
    Pass pass = Note.known((Pass) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    pass.advance(Math.min(usedFuel, MAX_TURN));
    if (stillRunnable) {
      queue.add(pass, pass.key());
    } else {
      leave(pass);
    }
  }

  @Override
  public final void remove(Task task) {
    Pass pass = (Pass) task.note();
    if (pass != null && task.forget()) {
      queue.remove(pass);
    }
  }

  @Override
  public final void settingsChanged(Task task) {
    Pass pass = (Pass) task.note();
    if (pass == null || pass.weight == task.weight()) {
      return;
    }
    if (pass.isSeated()) {
      queue.remove(pass);
    }
    long lead = lead(pass);
    pass.weight = task.weight();
    place(pass, lead);
    if (pass.task.place() == Place.QUEUED) {
      queue.add(pass, pass.key());
    }
  }

  @Override
  public final int runnable() {
    return queue.size();
  }

  @Override
  public final List<Promise> promises() {
    return List.of(new Promise.FairShare(0, 1), new Promise.BoundedWait(VirtualTime::longestWait));
  }

  /** A turn of each other, and as much virtual time as the task is ahead after a turn. */
  private static long longestWait(Task task, Load load) {
    long ahead = Saturated.product(load.largestTurn(), load.weight()) / task.weight() + 1;
    return Saturated.sum(Saturated.product(load.tasks() - 1, load.largestTurn()), ahead);
  }

  /** Returns how far a task is ahead of now, in whole units of its own fuel; 0 if it is behind. */
  final long lead(Pass pass) {
    if (isBehindNow(pass)) {
      return 0;
    }
    // (whole + part/weight - now) * weight, and the part of now rounded up
    long nowInParts = ((long) nowPart * pass.weight + nowWeight - 1) / nowWeight;
    return Math.max(0, (pass.whole - nowWhole) * pass.weight + pass.part - nowInParts);
  }

  final boolean isBehindNow(Pass pass) {
    return pass.whole < nowWhole
        || (pass.whole == nowWhole && (long) pass.part * nowWeight < (long) nowPart * pass.weight);
  }

  private void place(Pass pass, long lead) {
    long scaled = (long) nowPart * pass.weight;
    long parts = scaled / nowWeight + lead;
    if (lead == 0 && scaled % nowWeight != 0) {
      parts++;
    }
    pass.whole = nowWhole;
    pass.part = 0;
    pass.advance(parts);
  }

  /** Where a task stands: at {@code whole + part / weight}. */
  static final class Pass extends Tournament.Entry<Pass> {
    long whole;
    int part;
    int weight;

    /** What a task that is away was ahead when it left; see {@link Stride}. */
    long lead;

    Pass(Task task) {
      super(task);
      weight = task.weight();
    }

    void advance(long fuel) {
      long parts = part + fuel;
      whole += parts / weight;
      part = (int) (parts % weight);
    }

    long key() {
      return Tournament.fractionalKey(whole, part, weight);
    }

    @Override
    boolean isBefore(Pass other) {
      long mine = (long) part * other.weight;
      long others = (long) other.part * weight;
      return mine < others || (mine == others && task.id() < other.task.id());
    }
  }
}
