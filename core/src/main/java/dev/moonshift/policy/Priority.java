package dev.moonshift.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the most urgent first, by {@linkplain TaskSettings#priority priority}; equals take turns.
 *
 * <p>So that nobody starves, whoever has waited for some time, the <em>patience</em>, runs next,
 * the longest waiting first, whatever its level. It then waits anew. So does a task that is given
 * another priority. Weights mean nothing here.
 *
 * <p><b>Promise.</b> Nobody runs while a task of a higher level is queued, unless it has waited for
 * the patience. Among {@code n} tasks nobody waits for more than {@code patience + n * m}, with
 * {@code m} the largest turn. Without ageing the first holds alone, and the second not at all.
 * <b>Cost.</b> O(1) per decision: there are 32 levels. <b>Threads.</b> None: the caller holds the
 * lock.
 *
 * <p>Ageing of this kind is folklore; see Silberschatz and Galvin, <cite>Operating System
 * Concepts</cite>, 1994.
 */
public final class Priority implements SchedulingPolicy {
  /** How long a task waits at most behind more urgent ones, unless told: a hundred usual quanta. */
  public static final long DEFAULT_PATIENCE = 1_000_000;

  /** The patience of a policy that lets the urgent starve the others. */
  public static final long WITHOUT_AGEING = Long.MAX_VALUE;

  private final long patience;

  private final TaskQueue[] levels = new TaskQueue[TaskSettings.MAX_PRIORITY + 1];

  /** The levels at which somebody is queued, as bits. */
  private int occupied;

  /** Fuel used by all. */
  private long used;

  /** Until everybody has used this much, nobody has waited for long; maybe later either. */
  private long nextAged = Long.MAX_VALUE;

  private int queued;

  /** Creates a policy with the usual patience. */
  public Priority() {
    this(DEFAULT_PATIENCE);
  }

  /**
   * Creates a policy.
   *
   * @param patience how much fuel others may use before a task runs in spite of its level; 1 or
   *     more, or {@link #WITHOUT_AGEING}
   */
  public Priority(long patience) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, was " + patience);
    }
    this.patience = patience;
    for (int level = 0; level < levels.length; level++) {
      levels[level] = new TaskQueue();
    }
  }

  @Override
  public void enqueue(Task task) {
    Wait wait = (Wait) task.note();
    if (wait == null) {
      wait = new Wait(task);
      task.setNote(wait);
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
    line(wait);
  }

  @Override
  public @Nullable Task next() {
    if (occupied == 0) {
      return null;
    }
    int level = 31 - Integer.numberOfLeadingZeros(occupied);
    if (used >= nextAged) {
      int aged = longestWaiting();
      Wait oldest = head(aged);
      if (oldest != null && used - oldest.since >= patience) {
        level = aged;
      } else if (oldest != null) {
        nextAged = oldest.since + patience;
      }
    }
    Wait wait = head(level);
    if (wait == null) {
      return null; // cannot be: the level is occupied
    }
    wait.task.move(Place.QUEUED, Place.RUNNING, "next");
    leaveLine(wait);
    return wait.task;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Wait wait = Note.known((Wait) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    used = Saturated.sum(used, usedFuel);
    if (stillRunnable) {
      line(wait);
    }
  }

  @Override
  public void remove(Task task) {
    Wait wait = (Wait) task.note();
    if (wait != null && task.forget()) {
      leaveLine(wait);
    }
  }

  @Override
  public void settingsChanged(Task task) {
    Wait wait = (Wait) task.note();
    if (wait != null && wait.queue != null && wait.level != task.asks().priority()) {
      leaveLine(wait);
      line(wait);
    }
  }

  @Override
  public int runnable() {
    return queued;
  }

  @Override
  public List<Promise> promises() {
    Promise urgentFirst = new Promise.UrgentFirst(patience);
    return patience == WITHOUT_AGEING
        ? List.of(urgentFirst)
        : List.of(urgentFirst, new Promise.BoundedWait(this::longestWait));
  }

  private long longestWait(Task task, Load load) {
    return Saturated.sum(patience, Saturated.product(load.tasks(), load.largestTurn()));
  }

  private void line(Wait wait) {
    wait.since = used;
    wait.level = wait.task.asks().priority();
    wait.join(levels[wait.level]);
    occupied |= 1 << wait.level;
    queued++;
    nextAged = Math.min(nextAged, Saturated.sum(used, patience));
  }

  private void leaveLine(Wait wait) {
    wait.leaveQueue();
    if (levels[wait.level].size() == 0) {
      occupied &= ~(1 << wait.level);
    }
    queued--;
  }

  /** Returns the level at whose head the longest waiting is; the more urgent of two alike. */
  private int longestWaiting() {
    int found = -1;
    long since = Long.MAX_VALUE;
    for (int left = occupied; left != 0; ) {
      int level = 31 - Integer.numberOfLeadingZeros(left);
      left &= ~(1 << level);
      Wait head = head(level);
      if (head != null && (found < 0 || head.since < since)) {
        found = level;
        since = head.since;
      }
    }
    return found;
  }

  private @Nullable Wait head(int level) {
    Task first = levels[level].first();
    return first == null ? null : (Wait) first.note();
  }

  private static final class Wait extends TaskQueue.Entry {
    /** What everybody had used when it was queued. */
    long since;

    int level;

    Wait(Task task) {
      super(task);
    }
  }
}
