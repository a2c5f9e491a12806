package dev.moonshift.policy;

import java.util.List;
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
 * be running at a time; what a policy promises in fuel it promises where one at a time does.
 *
 * <p>A policy keeps what it needs to know about a task in {@link Task#note}. The note is null when
 * the policy first sees the task, and again after {@code remove}; so a task can pass to another
 * policy.
 *
 * <p>A policy knows no clock. Its time is the fuel that everybody has used, as {@link #ran} tells
 * it, and idle time, which {@link #idle} tells it in the same unit.
 *
 * <p><b>Promise.</b> Every policy runs each queued task after a bounded number of turns, unless its
 * Javadoc says otherwise, and makes the same decisions when told the same things: ties are broken
 * by order of arrival or by {@link Task#id}, never by hash codes or the time. <b>Cost.</b> No call
 * allocates anything, save the first {@code enqueue} of a task. <b>Threads.</b> None: the caller
 * holds the lock.
 */
public interface SchedulingPolicy {
  /**
   * Takes in a task that became runnable: a new one, or one that woke up.
   *
   * @throws AdmissionException if what it asks for cannot be promised; it is not taken in
   */
  void enqueue(Task task);

  /**
   * Takes the task that runs now out of the queue; null if no task is queued, or the policy holds
   * back all that are, and says so by {@link #idleNeeded}.
   */
  @Nullable Task next();

  /**
   * Returns the fuel for the turn of the task that {@link #next} just returned; more than 0. The
   * caller may end the turn earlier, and a turn may use somewhat more, as not all work can be
   * divided. Unless overridden, it is what the task asks for.
   */
  default long quantum(Task task) {
    return task.quantum();
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

  /**
   * Hears that the settings of a task it knows were changed, wherever the task stands.
   *
   * @throws AdmissionException if what it asks for now cannot be promised; the policy still goes by
   *     the old settings, and the caller sets them again
   */
  default void settingsChanged(Task task) {}

  /** Returns how many tasks are queued; those that are running are not counted. */
  int runnable();

  /**
   * Hears that time has passed in which nobody ran.
   *
   * @param fuel how much could have been used meanwhile; 0 or more
   */
  default void idle(long fuel) {}

  /**
   * Returns how much idle time must pass until {@link #next} has somebody to run, where it holds
   * back all that are queued; otherwise 0.
   */
  default long idleNeeded() {
    return 0;
  }

  /** Returns what it promises, in a form that an {@link Auditor} can check. */
  default List<Promise> promises() {
    return List.of();
  }
}
