package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out by itself who is interactive: who uses little at a time is served first.
 *
 * <p>There are eight levels, and the highest at which somebody is queued has its turn; equals take
 * turns in order. A newcomer begins at the top. At each level a task has an allotment of fuel,
 * twice that of the level above; who has used it up, in however many turns, sinks by one level. Who
 * goes to sleep after a burst that the level above would have had room for rises by one. After each
 * <em>boost period</em> everyone is at the top again. Weights and priorities mean nothing here.
 *
 * <p><b>Promise.</b> Among {@code n} tasks nobody waits for more than {@code period + n * m}, with
 * {@code m} the largest turn. A hog sinks to the bottom, and an interactive task rises to the level
 * that has room for its bursts. <b>Cost.</b> O(1) per decision, and for a boost: the queues are
 * linked together, and who finds an old number of the period on itself is at the top.
 * <b>Threads.</b> None: the caller holds the lock.
 *
 * <p>After Corbató, Merwin Daggett and Daley, <cite>An Experimental Time-Sharing System</cite>,
 * 1962, and, for the allotments and the boost, Arpaci-Dusseau and Arpaci-Dusseau, <cite>Operating
 * Systems: Three Easy Pieces</cite>, chapter 8.
 */
public final class MultilevelFeedback implements SchedulingPolicy {
  /** Allotments from one quantum to 128 of them: bursts that differ more are not told apart. */
  static final int LEVELS = 8;

  /** The allotment at the top, unless told: one usual quantum. */
  public static final long DEFAULT_ALLOTMENT = 10_000;

  /** The boost period, unless told: the hogs sink for most of it. */
  public static final long DEFAULT_PERIOD = 10_000_000;

  private final long allotment;
  private final long period;

  private final TaskQueue[] levels = new TaskQueue[LEVELS];

  private long now;
  private long nextBoost;

  /** The number of the boost period. */
  private long boosts;

  private int queued;

  /** Creates a policy with the usual allotment and period. */
  public MultilevelFeedback() {
    this(DEFAULT_ALLOTMENT, DEFAULT_PERIOD);
  }

  /**
   * Creates a policy.
   *
   * @param allotment fuel at the top level, between 1 and {@link TaskSettings#MAX_QUANTUM}; each
   *     level below has twice as much
   * @param period fuel, and idle time, from boost to boost; 1 or more
   */
  public MultilevelFeedback(long allotment, long period) {
    if (allotment < 1 || allotment > TaskSettings.MAX_QUANTUM) {
      throw new IllegalArgumentException(
          String.format(
              "allotment must be between 1 and %d, was %d", TaskSettings.MAX_QUANTUM, allotment));
    }
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1, was " + period);
    }
    this.allotment = allotment;
    this.period = period;
    nextBoost = period;
    for (int level = 0; level < LEVELS; level++) {
      levels[level] = new TaskQueue();
    }
  }

  @Override
  public void enqueue(Task task) {
    Standing standing = (Standing) task.note();
    if (standing == null) {
      standing = new Standing(task);
      task.setNote(standing);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    bringUp(standing);
    standing.burst = 0;
    line(standing);
  }

  @Override
  public @Nullable Task next() {
    if (now >= nextBoost) {
      boost();
    }
    for (TaskQueue level : levels) {
      Task first = level.first();
      if (first != null) {
        Standing standing = Note.known((Standing) first.note(), first);
        standing.task.move(Place.QUEUED, Place.RUNNING, "next");
        bringUp(standing);
        standing.leaveQueue();
        queued--;
        return first;
      }
    }
    return null;
  }

  @Override
  public long quantum(Task task) {
    Standing standing = Note.known((Standing) task.note(), task);
    long left = allotment(standing.level) - standing.used;
    return standing.level == LEVELS - 1 ? task.quantum() : Math.min(task.quantum(), left);
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Standing standing = Note.known((Standing) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    now = Saturated.sum(now, usedFuel);
    bringUp(standing);
    standing.used = Saturated.sum(standing.used, usedFuel);
    standing.burst = Saturated.sum(standing.burst, usedFuel);
    if (!stillRunnable && standing.level > 0 && standing.burst <= allotment(standing.level - 1)) {
      standing.level--;
      standing.used = 0;
    } else if (standing.used >= allotment(standing.level)) {
      standing.level = Math.min(standing.level + 1, LEVELS - 1);
      standing.used = 0;
    }
    if (stillRunnable) {
      line(standing);
    }
  }

  @Override
  public void remove(Task task) {
    Standing standing = (Standing) task.note();
    if (standing != null && task.forget()) {
      bringUp(standing);
      standing.leaveQueue();
      queued--;
    }
  }

  @Override
  public int runnable() {
    return queued;
  }

  @Override
  public void idle(long fuel) {
    now = Saturated.sum(now, fuel);
  }

  @Override
  public List<Promise> promises() {
    return List.of(new Promise.BoundedWait(this::longestWait));
  }

  private long longestWait(Task task, Load load) {
    return Saturated.sum(period, Saturated.product(load.tasks(), load.largestTurn()));
  }

  /** Returns the level at which a task stands, the top being 0. For tests. */
  int level(Task task) {
    Standing standing = Note.known((Standing) task.note(), task);
    bringUp(standing);
    return standing.level;
  }

  private long allotment(int level) {
    return allotment << level;
  }

  private void boost() {
    for (int level = 1; level < LEVELS; level++) {
      levels[0].addAllOf(levels[level]);
    }
    boosts++;
    nextBoost = Saturated.sum(now, period);
  }

  /** Lets a task know of a boost since it was last seen. */
  private void bringUp(Standing standing) {
    if (standing.boosts == boosts) {
      return;
    }
    standing.boosts = boosts;
    standing.level = 0;
    standing.used = 0;
    if (standing.queue != null) {
      standing.queue = levels[0];
    }
  }

  private void line(Standing standing) {
    standing.join(levels[standing.level]);
    queued++;
  }

  private static final class Standing extends TaskQueue.Entry {
    int level;

    /** What it has used of its allotment. */
    long used;

    /** What it has used since it woke up. */
    long burst;

    /** The boost period in which all this was so. */
    long boosts;

    Standing(Task task) {
      super(task);
    }
  }
}
