package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * First come, first served: a doubly linked list threaded through its tasks, so that every
 * operation is O(1), leaving from the middle included, and none allocates.
 */
final class TaskQueue {
  /** The note of a task that waits in one of several queues. */
  abstract static class Entry extends Note {
    /** The queue that it joined last; null once it left by {@link #leaveQueue}. */
    @Nullable TaskQueue queue;

    Entry(Task task) {
      super(task);
    }

    /** Goes to the end of a queue. */
    final void join(TaskQueue joined) {
      if (queue != joined) { // mostly it comes back, and a look is cheaper than a note
        queue = joined;
      }
      joined.addLast(task);
    }

    /** Leaves the queue, if it is in one. */
    final void leaveQueue() {
      if (queue != null) {
        queue.unlink(task);
        queue = null;
      }
    }
  }

  private @Nullable Task first;
  private @Nullable Task last;
  private int size;

  int size() {
    return size;
  }

  @Nullable Task first() {
    return first;
  }

  void addLast(Task task) {
    Task before = last;
    task.previous = before;
    if (before == null) {
      first = task;
    } else {
      before.next = task;
    }
    last = task;
    size++;
  }

  @Nullable Task removeFirst() {
    Task task = first;
    if (task != null) {
      first = task.next;
      if (first == null) {
        last = null;
      }
      task.previous = null; // of the first it means nothing
      task.next = null;
      size--;
    }
    return task;
  }

  /**
   * Takes over all that are in another queue, in their order. They do not know it: set {@link
   * Entry#queue} of one before it leaves.
   */
  void addAllOf(TaskQueue other) {
    if (other.first == null) {
      return;
    }
    if (last == null) {
      first = other.first;
    } else {
      last.next = other.first;
      other.first.previous = last;
    }
    last = other.last;
    size += other.size;
    other.first = null;
    other.last = null;
    other.size = 0;
  }

  /** Takes out a task that is in it. */
  void unlink(Task task) {
    if (task == first || task.previous == null) {
      removeFirst();
      return;
    }
    task.previous.next = task.next;
    if (task.next == null) {
      last = task.previous;
    } else {
      task.next.previous = task.previous;
    }
    task.previous = null;
    task.next = null;
    size--;
  }
}
