package dev.moonshift.policy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws who runs, with as many tickets for each as it weighs.
 *
 * <p>It needs no memory of what anybody had, so nothing can be hoarded, and shares follow changes
 * of weight at once. Turns are drawn, not fuel: who ends a turn early does not get the rest back.
 *
 * <p><b>Promise.</b> Each decision is a draw in which a task's chance is its weight among all that
 * are queued; so wins follow the binomial distribution. A wait has no bound, but long ones are
 * rare: at a chance of {@code p} a task waits for more than {@code k} turns with probability {@code
 * (1-p)^k}. The same seed makes the same draws. <b>Cost.</b> O(log n) per decision. <b>Threads.</b>
 * None: the caller holds the lock.
 *
 * <p>After Waldspurger and Weihl, <cite>Lottery Scheduling: Flexible Proportional-Share Resource
 * Management</cite>, 1994, with the tree of partial sums by Fenwick, <cite>A New Data Structure for
 * Cumulative Frequency Tables</cite>, 1994; the generator is SplitMix64 by Steele, Lea and Flood,
 * <cite>Fast Splittable Pseudorandom Number Generators</cite>, 2014.
 */
public final class Lottery implements SchedulingPolicy {
  /** The seed, unless told; any does. */
  public static final long DEFAULT_SEED = 1994;

  private long state;

  /**
   * Sums of tickets: that at {@code i} is for the {@code i & -i} slots that end before {@code i}.
   */
  private long[] sums = new long[17];

  /** Who has a slot: every task that is known. Their number is a power of two. */
  private @Nullable Tickets[] slots = new Tickets[16];

  /** Slots of tasks that were removed. */
  private int[] freeSlots = new int[16];

  private int freeCount;
  private int usedCount;

  /** The tickets of all who are queued, and of the last winner. */
  private long total;

  private int queued;

  /** Who won the last draw, while its tickets are still there: they stay until the next draw. */
  private @Nullable Tickets lastWinner;

  /** Creates a policy with the usual seed. */
  public Lottery() {
    this(DEFAULT_SEED);
  }

  /** Creates a policy whose draws depend on a seed. */
  public Lottery(long seed) {
    state = seed;
  }

  @Override
  public void enqueue(Task task) {
    Tickets tickets = (Tickets) task.note();
    if (tickets == null) {
      tickets = new Tickets(task, takeSlot());
      slots[tickets.slot] = tickets;
      task.setNote(tickets);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    queued++;
    putIn(tickets);
  }

  @Override
  public @Nullable Task next() {
    clearLastWinner();
    if (total == 0) {
      return null;
    }
    Tickets winner = slots[slotOf(draw())];
    if (winner == null) {
      return null; // cannot be: a free slot has no tickets
    }
    winner.task.move(Place.QUEUED, Place.RUNNING, "next");
    queued--;
    lastWinner = winner;
    return winner.task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Tickets tickets = Note.known((Tickets) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    if (tickets == lastWinner && stillRunnable && tickets.count == task.weight()) {
      lastWinner = null; // its tickets never left
    } else {
      if (tickets == lastWinner) {
        clearLastWinner();
      }
      if (stillRunnable) {
        putIn(tickets);
      }
    }
    if (stillRunnable) {
      queued++;
    }
  }

  private void clearLastWinner() {
    if (lastWinner != null) {
      takeOut(lastWinner);
      lastWinner = null;
    }
  }

  @Override
  public void remove(Task task) {
    Tickets tickets = (Tickets) task.note();
    if (tickets == null) {
      return;
    }
    if (task.forget()) {
      queued--;
      takeOut(tickets);
    }
    slots[tickets.slot] = null;
    freeSlots[freeCount++] = tickets.slot;
  }

  @Override
  public void settingsChanged(Task task) {
    Tickets tickets = (Tickets) task.note();
    if (tickets != null && tickets.task.place() == Place.QUEUED) {
      takeOut(tickets);
      putIn(tickets);
    }
  }

  @Override
  public int runnable() {
    return queued;
  }

  @Override
  public List<Promise> promises() {
    return List.of(new Promise.Odds());
  }

  /** Returns a number from 0 to the total, exclusive; each with the same chance. */
  private long draw() {
    while (true) {
      long random = nextLong() >>> 1;
      long ticket = random % total;
      if (random - ticket + (total - 1) >= 0) { // not among the last, which are not a whole total
        return ticket;
      }
    }
  }

  private long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns the slot that a ticket is in, counting the tickets of all slots in a row. */
  private int slotOf(long ticket) {
    int slot = 0;
    long left = ticket;
    for (int step = slots.length; step > 0; step >>= 1) {
      if (slot + step <= slots.length && sums[slot + step] <= left) {
        slot += step;
        left -= sums[slot];
      }
    }
    return slot;
  }

  private void putIn(Tickets tickets) {
    tickets.count = tickets.task.weight();
    add(tickets.slot, tickets.count);
  }

  private void takeOut(Tickets tickets) {
    add(tickets.slot, -tickets.count);
  }

  private void add(int slot, long change) {
    total += change;
    for (int i = slot + 1; i < sums.length; i += i & -i) {
      sums[i] += change;
    }
  }

  private int takeSlot() {
    if (freeCount > 0) {
      return freeSlots[--freeCount];
    }
    if (usedCount == slots.length) {
      slots = Arrays.copyOf(slots, usedCount * 2);
      freeSlots = Arrays.copyOf(freeSlots, usedCount * 2);
      sums = Arrays.copyOf(sums, usedCount * 2 + 1);
      sums[usedCount * 2] = total; // all other sums of the new half are of empty slots
    }
    return usedCount++;
  }

  private static final class Tickets extends Note {
    final int slot;
    int count;

    Tickets(Task task, int slot) {
      super(task);
      this.slot = slot;
    }
  }
}
