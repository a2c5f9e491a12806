package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * First come, first served: a doubly linked list threaded through the notes of its tasks, so that
 * every operation is O(1), leaving from the middle included, and none allocates.
 */
final class TaskQueue<E extends TaskQueue.Entry<E>> {
  /** Where a task stands in its policy; {@link SchedulingPolicy} draws the arrows. */
  enum Place {
    AWAY,
    QUEUED,
    RUNNING
  }

  /** The note of a task that waits in queues, one at a time. */
  abstract static class Entry<E extends Entry<E>> {
    final Task task;
    Place place = Place.AWAY;
    @Nullable TaskQueue<E> queue;
    @Nullable E previous;
    @Nullable E next;

    Entry(Task task) {
      this.task = task;
    }

    /** Moves to another place, if the task stands where the call expects it. */
    final void move(Place from, Place to, String call) {
      if (place != from) {
        throw new IllegalStateException(
            String.format("%s needs a task that is %s, was %s (%s)", call, from, place, task));
      }
      place = to;
    }

    /** Takes the task out of its queue, if it is in one, and out of the policy. */
    @SuppressWarnings("unchecked") // E is the type of this
    final void forget() {
      if (place == Place.RUNNING) {
        throw new IllegalStateException(
            String.format("remove needs a task that is not RUNNING (%s)", task));
      }
      if (queue != null) {
        queue.unlink((E) this);
      }
      task.setNote(null);
    }
  }

  private @Nullable E first;
  private @Nullable E last;
  private int size;

  /** Returns the note, which only a task that the policy does not know has not got. */
  static <E extends Entry<E>> E known(@Nullable E entry, Task task) {
    if (entry == null) {
      throw new IllegalStateException(
          String.format("task must be known to the policy, was never queued (%s)", task));
    }
    return entry;
  }

  int size() {
    return size;
  }

  void addLast(E entry) {
    entry.queue = this;
    entry.previous = last;
    if (last == null) {
      first = entry;
    } else {
      last.next = entry;
    }
    last = entry;
    size++;
  }

  @Nullable E removeFirst() {
    E entry = first;
    if (entry != null) {
      unlink(entry);
    }
    return entry;
  }

  private void unlink(E entry) {
    if (entry.previous == null) {
      first = entry.next;
    } else {
      entry.previous.next = entry.next;
    }
    if (entry.next == null) {
      last = entry.previous;
    } else {
      entry.next.previous = entry.previous;
    }
    entry.queue = null;
    entry.previous = null;
    entry.next = null;
    size--;
  }
}
