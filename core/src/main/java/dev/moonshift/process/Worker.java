package dev.moonshift.process;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * A thread that gives turns to processes, and what it keeps of the turn that it is giving.
 *
 * <p>When a turn ends and the next one is the same process's, that goes on where it is: there is no
 * need to take what it was doing off the JVM's stack and to put it back.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Worker extends WorkerState {
  /** Says whose turn is next; for schedulers. */
  public interface Succession {
    /** Whether the process that begins a turn is likely to have the next one, too. */
    boolean isLikely();

    /**
     * Hears that a process has had a turn and can go on, and says whether it is to do so at once.
     * It runs while the process is at work, and must not throw.
     *
     * @param process whose turn is over
     * @param used the fuel that it used
     * @return the quantum of its next turn if that follows at once; else 0
     */
    long next(LuaProcess process, long used);
  }

  private final @Nullable Succession succession;

  /** Fuel until each interrupt. */
  long quantum;

  /** How much fuel there is until the next one. */
  long left;

  /** How much of that the machine was given last; less than is left for a look at other limits. */
  int slice;

  /** How much fuel the process had used before the turn. */
  long usedBefore;

  /** The succession has heard that the turn is over. */
  boolean isTold;

  /** A worker that gives one turn at a time. */
  public Worker() {
    this(null);
  }

  /** A worker that asks who is next when a turn ends. */
  public Worker(@Nullable Succession succession) {
    this.succession = succession;
  }

  /**
   * Begins a turn.
   *
   * @param isSingle whether it is to end before another begins
   */
  void begin(LuaProcess whose, long newQuantum, boolean isSingle) {
    quantum = newQuantum;
    left = newQuantum;
    usedBefore = whose.fuelUsed();
    mayRenew(!isSingle && succession != null && succession.isLikely());
    isTold = false;
  }

  /** Tells that a turn is over; the quantum of the next one if that follows at once, else 0. */
  long next(LuaProcess whose, long used) {
    isTold = true;
    return succession == null ? 0 : succession.next(whose, used);
  }

  @Override
  protected int renew(Execution execution) {
    return ((Machine) execution).process.renew(this, execution.fuelLeft());
  }
}
