package dev.moonshift.simulator.measure;

import java.util.Arrays;

/**
 * The ideal that nobody beats and no real policy reaches: all processes that have work run at the
 * same time, each at the rate that its weight entitles it to.
 *
 * <p>It is the yardstick: what a process has received here is its <em>entitlement</em>, and what it
 * is short of that is its <em>lag</em>. It takes into account that a process wants no more than its
 * requests ask for: what one leaves goes to the others.
 *
 * <p>All is in whole numbers. Service is counted in 2^-32 of a fuel; since rates are rounded down
 * there, it is short of the true value by less than a fuel in a run of {@link #MAX_TIME}. A piece
 * of work ends at a whole time, rounded up.
 *
 * <p>After Parekh and Gallager, <cite>A Generalized Processor Sharing Approach to Flow
 * Control</cite>, 1993.
 */
public final class Fluid {
  /** The latest time: service in 2^-32 of a fuel just fits a long. */
  public static final long MAX_TIME = 1L << 30;

  /** How far ahead of its service a process is asked about: seldom, but not for its whole life. */
  private static final long LOOK_AHEAD = 1 << 18;

  private static final int SHIFT = 32;

  /**
   * What rounding may have cost in a run, a quarter of a fuel: who lacks less than this has all.
   */
  private static final long ROUNDING = 1L << (SHIFT - 2);

  /** Hears of the end of pieces of work. */
  @FunctionalInterface
  public interface Listener {
    /** A piece was done; the first of a process is number 0. */
    void onDone(int process, int piece, long arrival, long fuel, long time);
  }

  private final Shares shares;
  private final Work work;
  private final Listener listener;
  private final int processes;
  private final boolean[] isActive;
  private final long[] activeSince;
  private final int[] piece;
  private final long[] arrival; // of the piece
  private final long[] rate; // in 2^-32 of the processor
  private final long[] service; // in all, at the time of the last event; in 2^-32
  private final long[] begun; // service before the piece; in 2^-32
  private final long[] known; // fuel of the piece, or the part of it that is known; in fuel
  private long now;
  private long event;
  private long nextEvent;

  /** Creates the ideal at time 0. */
  public Fluid(Shares shares, Work work, Listener listener) {
    this.shares = shares;
    this.work = work;
    this.listener = listener;
    processes = shares.processes();
    isActive = new boolean[processes];
    activeSince = new long[processes];
    piece = new int[processes];
    arrival = new long[processes];
    rate = new long[processes];
    service = new long[processes];
    begun = new long[processes];
    known = new long[processes];
    Arrays.setAll(arrival, process -> work.arrival(process, 0, 0));
    nextEvent = 0;
    happen();
  }

  /** Returns the time. */
  public long now() {
    return now;
  }

  /** Returns what a process has received by now, in whole fuel. */
  public long received(int process) {
    return (service[process] + (now - event) * rate[process] + ROUNDING) >> SHIFT;
  }

  /** Returns when the piece arrived, or will, that a process works on or waits for. */
  long arrival(int process) {
    return arrival[process];
  }

  /** Returns the number of the piece that a process works on or waits for. */
  int piece(int process) {
    return piece[process];
  }

  /** Returns since when a process has had work without a break; below 0 if it has none. */
  long activeSince(int process) {
    return isActive[process] ? activeSince[process] : -1;
  }

  /** Returns when something happens next; {@link Work#NEVER} if all is done. */
  long nextEvent() {
    return nextEvent;
  }

  /** Goes on to a time that is not past. */
  public void advanceTo(long time) {
    if (time < now || time > MAX_TIME) {
      throw new IllegalArgumentException(
          "time must be between " + now + " and " + MAX_TIME + ", was " + time);
    }
    while (nextEvent <= time) {
      now = nextEvent;
      happen();
    }
    now = time;
  }

  /** Lets arrive and end what arrives and ends now. */
  private void happen() {
    for (int i = 0; i < processes; i++) {
      service[i] += (now - event) * rate[i];
    }
    event = now;
    boolean isChanged = false;
    for (int i = 0; i < processes; i++) {
      isChanged |= isActive[i] ? goOn(i) : begin(i);
    }
    if (isChanged) {
      for (int i = 0; i < processes; i++) {
        rate[i] = isActive[i] ? shares.rate(i) : 0;
      }
    }
    nextEvent = Work.NEVER;
    for (int i = 0; i < processes; i++) {
      nextEvent = Math.min(nextEvent, isActive[i] ? end(i) : arrival[i]);
    }
  }

  /** Begins the next piece of one that has no work; whether it has now. */
  private boolean begin(int process) {
    if (arrival[process] > now) {
      return false;
    }
    begun[process] = service[process];
    known[process] = work.fuel(process, piece[process], LOOK_AHEAD);
    if (known[process] == 0) {
      finish(process);
      return arrival[process] <= now && begin(process);
    }
    activate(process, true);
    return true;
  }

  /** Ends the pieces of one at work that are done; whether it has no work any more. */
  private boolean goOn(int process) {
    while (left(process) <= 0) {
      long before = known[process];
      known[process] = work.fuel(process, piece[process], before + LOOK_AHEAD);
      if (known[process] > before) {
        return false;
      }
      service[process] = begun[process] + (before << SHIFT); // it had nothing to do with the rest
      finish(process);
      if (arrival[process] > now) {
        activate(process, false);
        return true;
      }
      begun[process] = service[process];
      known[process] = work.fuel(process, piece[process], LOOK_AHEAD);
    }
    return false;
  }

  private void finish(int process) {
    listener.onDone(process, piece[process], arrival[process], known[process], now);
    piece[process]++;
    arrival[process] = work.arrival(process, piece[process], now);
  }

  private void activate(int process, boolean active) {
    isActive[process] = active;
    activeSince[process] = now;
    shares.setActive(process, active);
  }

  /** Returns when one at work has done what is known of its piece. */
  private long end(int process) {
    return now + Math.max(1, (left(process) + rate[process] - 1) / rate[process]);
  }

  /** Returns what one at work has still to do of what is known of its piece, in 2^-32. */
  private long left(int process) {
    return (known[process] << SHIFT) - ROUNDING - (service[process] - begun[process]);
  }
}
