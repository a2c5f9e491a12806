package dev.moonshift.policy;

import org.jspecify.annotations.Nullable;

/**
 * First come, first served: a doubly linked list threaded through the notes of its tasks, so that
 * every operation is O(1), leaving from the middle included, and none allocates.
 */
final class TaskQueue<E extends TaskQueue.Entry<E>> {
  /** The note of a task that waits in queues, one at a time. */
  abstract static class Entry<E extends Entry<E>> extends Note {
    @Nullable TaskQueue<E> queue;
    @Nullable E previous;
    @Nullable E next;

    Entry(Task task) {
      super(task);
    }

    /** Leaves the queue, if it is in one. */
    @SuppressWarnings("unchecked") // E is the type of this
    final void leaveQueue() {
      if (queue != null) {
        queue.unlink((E) this);
      }
    }
  }

  private @Nullable E first;
  private @Nullable E last;
  private int size;

  int size() {
    return size;
  }

  @Nullable E first() {
    return first;
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

  /**
   * Takes over all that are in another queue, in their order. They do not know it: set {@link
   * Entry#queue} of one before it leaves.
   */
  void addAllOf(TaskQueue<E> other) {
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

  void unlink(E entry) {
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
