package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/** What a policy of this package writes down about a task, and where the task stands. */
abstract class Note {
  /** Where a task stands in its policy; {@link SchedulingPolicy} draws the arrows. */
  enum Place {
    AWAY,
    QUEUED,
    RUNNING
  }

  final Task task;
  Place place = Place.AWAY;

  Note(Task task) {
    this.task = task;
  }

  /** Returns the note, which only a task that the policy does not know has not got. */
  static <N extends Note> N known(@Nullable N note, Task task) {
    if (note == null) {
      throw new IllegalStateException(
          String.format("task must be known to the policy, was never queued (%s)", task));
    }
    return note;
  }

  /** Moves to another place, if the task stands where the call expects it. */
  final void move(Place from, Place to, String call) {
    if (place != from) {
      throw new IllegalStateException(
          String.format("%s needs a task that is %s, was %s (%s)", call, from, place, task));
    }
    place = to;
  }

  /** Follows the arrow of {@code ran}. */
  final void endTurn(long usedFuel, boolean stillRunnable) {
    if (usedFuel < 0) {
      throw new IllegalArgumentException(
          String.format("used fuel must not be negative, was %d (%s)", usedFuel, task));
    }
    move(Place.RUNNING, stillRunnable ? Place.QUEUED : Place.AWAY, "ran");
  }

  /**
   * Takes the task out of the policy.
   *
   * @return whether it was queued, and is still to be taken out of the queue
   */
  final boolean forget() {
    if (place == Place.RUNNING) {
      throw new IllegalStateException(
          String.format("remove needs a task that is not RUNNING (%s)", task));
    }
    boolean wasQueued = place == Place.QUEUED;
    place = Place.AWAY;
    task.setNote(null);
    return wasQueued;
  }
}
