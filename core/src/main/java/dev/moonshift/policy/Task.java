package dev.moonshift.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy sees of a process: a number, a name, what it asks for, and a place for the policy's
 * own notes.
 *
 * <p>A process is itself a task, so that there is one object to a process and not two; others that
 * hand tasks to a policy (a simulator, or a policy that has policies of its own) make plain ones.
 *
 * <p><b>Threads.</b> None: the caller of the policy holds the lock.
 */
public class Task {
  private final long id;
  private final String name;
  private TaskSettings asked;
  private @Nullable Object note;
  private byte place; // of Place; small, as every process has one

  /** Its neighbours in the {@link TaskQueue} that it is in, if any. */
  @Nullable Task previous;

  @Nullable Task next;

  /**
   * Creates a task that no policy knows yet.
   *
   * @param id unique among the tasks of a policy, and larger for a younger task: it breaks ties
   * @param name for messages
   * @param asks what it asks for
   */
  public Task(long id, String name, TaskSettings asks) {
    this.id = id;
    this.name = name;
    this.asked = Objects.requireNonNull(asks, "asks");
  }

  /** Returns the unique number that breaks ties. */
  public final long id() {
    return id;
  }

  /** Returns its name. */
  public final String name() {
    return name;
  }

  /** Returns what the task asks of the policy now. */
  public final TaskSettings asks() {
    return asked;
  }

  /** Returns how much the task should get in proportion to the others. */
  public final int weight() {
    return asked.weight();
  }

  /** Returns the fuel that the task asks for in a turn. */
  public final long quantum() {
    return asked.quantum();
  }

  /**
   * Notes what the task asks for. For its maker, who then tells the policy by {@link
   * SchedulingPolicy#settingsChanged}.
   */
  public final void setAsks(TaskSettings asks) {
    asked = Objects.requireNonNull(asks, "asks");
  }

  /** Returns what the policy wrote down about this task; null when it does not know the task. */
  public final @Nullable Object note() {
    return note;
  }

  /** Writes down what the policy wants to find again at its next decision. For the policy alone. */
  public final void setNote(@Nullable Object newNote) {
    note = newNote;
  }

  /**
   * Makes the task new to every policy. For its maker, who hands it from one policy, which will not
   * be asked again, to another.
   */
  public final void forgetPolicy() {
    note = null;
    previous = null;
    next = null;
    place(Place.AWAY);
  }

  // ---------------------------------------------------------------- for policies of this package

  /** Where it stands in its policy. */
  final Place place() {
    return Place.at(place);
  }

  final void place(Place newPlace) {
    place = (byte) newPlace.ordinal();
  }

  /** Moves to another place, if the task stands where the call expects it. */
  final void move(Place from, Place to, String call) {
    if (place != from.ordinal()) {
      throw new IllegalStateException(
          String.format("%s needs a task that is %s, was %s (%s)", call, from, place(), this));
    }
    place(to);
  }

  /** Follows the arrow of {@code ran}. */
  final void endTurn(long usedFuel, boolean stillRunnable) {
    if (usedFuel < 0) {
      throw new IllegalArgumentException(
          String.format("used fuel must not be negative, was %d (%s)", usedFuel, this));
    }
    move(Place.RUNNING, stillRunnable ? Place.QUEUED : Place.AWAY, "ran");
  }

  /**
   * Leaves the policy.
   *
   * @return whether it was queued, and is still to be taken out of the queue
   */
  final boolean forget() {
    if (place() == Place.RUNNING) {
      throw new IllegalStateException(
          String.format("remove needs a task that is not RUNNING (%s)", this));
    }
    boolean wasQueued = place() == Place.QUEUED;
    place(Place.AWAY);
    note = null;
    return wasQueued;
  }

  /** Returns the task's name as messages end with it. */
  @Override
  public String toString() {
    return "process '" + name + "'";
  }
}
