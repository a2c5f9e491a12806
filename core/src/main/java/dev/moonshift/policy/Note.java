package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/** What a policy of this package writes down about a task. */
abstract class Note {
  final Task task;

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
}
