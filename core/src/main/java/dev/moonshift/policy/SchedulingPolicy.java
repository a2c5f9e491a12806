package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * Decides which task runs next and for how much fuel, and is told what it used.
 *
 * <p>The caller, a scheduler, follows these arrows and no others. A policy refuses a call that
 * follows none with an {@link IllegalStateException}, as losing a task in silence would be worse.
 *
 * <pre>{@code
 *             enqueue              next, quantum
 *  AWAY ------------------> QUEUED --------------> RUNNING
 *  ^  ^                       ^                     |   |
 *  |  |                       +---------------------+   |
 *  |  |                         ran, still runnable     |
 *  |  +-------------------------------------------------+
 *  |                     ran, no longer runnable
 * new
 * }</pre>
 *
 * {@link #remove} takes a task that is queued or away out of the policy for good. Several tasks may
 * be running at a time.
 *
 * <p>A policy keeps what it needs to know about a task in {@link Task#note}. The note is null when
 * the policy first sees the task, and again after {@code remove}; so a task can pass to another
 * policy.
 *
 * <p><b>Promise.</b> Every policy runs each queued task after a bounded number of turns, unless its
 * Javadoc says otherwise, and makes the same decisions when told the same things: ties are broken
 * by order of arrival or by {@link Task#id}, never by hash codes or the time. <b>Cost.</b> No call
 * allocates anything, save the first {@code enqueue} of a task. <b>Threads.</b> None: the caller
 * holds the lock.
 */
public interface SchedulingPolicy {
  /** Takes in a task that became runnable: a new one, or one that woke up. */
  void enqueue(Task task);

  /** Takes the task that runs now out of the queue; null exactly if no task is queued. */
  @Nullable Task next();

  /**
   * Returns the fuel for the turn of the task that {@link #next} just returned; more than 0. The
   * caller may end the turn earlier, and a turn may use somewhat more, as not all work can be
   * divided.
   *
   * @param defaultQuantum what the task's settings ask for
   */
  default long quantum(Task task, long defaultQuantum) {
    return defaultQuantum;
  }

  /**
   * Hears that a turn has ended.
   *
   * @param usedFuel what the turn used; 0 or more
   * @param stillRunnable whether the task wants another turn and is to be queued again; if not, it
   *     sleeps, waits or has ended
   */
  void ran(Task task, long usedFuel, boolean stillRunnable);

  /** Forgets a task that will not come back: it ended or was killed, queued or not. */
  void remove(Task task);

  /** Hears that the weight of a task it knows was changed, wherever the task stands. */
  default void weightChanged(Task task) {}

  /** Returns how many tasks are queued; those that are running are not counted. */
  int runnable();
}
