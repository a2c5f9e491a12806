package dev.moonshift.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The smallest first: a heap that knows where each of its entries is, so that one can leave from
 * the middle. O(log n) for every operation; none allocates, save adding to a full heap.
 *
 * <p>Keys stand beside the entries in an array of their own, so that most comparisons touch no
 * entry; four children to a node put all of them into one cache line.
 *
 * <p>The first leaves a hole, as who is chosen often comes back at once, or another instead: then
 * it is put there, and the heap is put in order once instead of twice.
 */
final class TaskHeap<E extends TaskHeap.Entry<E>> {
  /** The note of a task that waits in heaps, one at a time. */
  abstract static class Entry<E extends Entry<E>> extends Note {
    /** Where it is in its heap; -1 if it is in none. */
    int index = -1;

    Entry(Task task) {
      super(task);
    }

    /** Returns whether it comes before another with the same key; never true both ways round. */
    abstract boolean isBefore(E other);
  }

  private static final int FANOUT = 4;

  private long[] keys = new long[FANOUT * FANOUT];
  private @Nullable Object[] entries = new Object[FANOUT * FANOUT];

  /** How many places are in use; a hole is one of them. */
  private int size;

  /** Whether the first is missing. */
  private boolean hasHole;

  int size() {
    return hasHole ? size - 1 : size;
  }

  void add(E entry, long key) {
    if (hasHole) {
      hasHole = false;
      sink(entry, key, 0);
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      entries = Arrays.copyOf(entries, size * 2);
    }
    rise(entry, key, size++);
  }

  @Nullable E first() {
    fillHole();
    return size == 0 ? null : at(0);
  }

  /** Returns the smallest key; only if there is one. */
  long firstKey() {
    fillHole();
    return keys[0];
  }

  @Nullable E removeFirst() {
    E entry = first();
    if (entry != null) {
      entry.index = -1;
      hasHole = true;
    }
    return entry;
  }

  /** Takes out an entry that is in it. */
  void remove(E entry) {
    fillHole();
    int hole = entry.index;
    entry.index = -1;
    takeOut(hole);
  }

  private void fillHole() {
    if (hasHole) {
      hasHole = false;
      takeOut(0);
    }
  }

  private void takeOut(int hole) {
    size--;
    E last = at(size);
    long key = keys[size];
    entries[size] = null;
    if (hole < size) {
      if (hole > 0 && isBefore(last, key, (hole - 1) / FANOUT)) {
        rise(last, key, hole);
      } else {
        sink(last, key, hole);
      }
    }
  }

  /** Puts an entry into a hole, or above. */
  private void rise(E entry, long key, int hole) {
    while (hole > 0) {
      int parent = (hole - 1) / FANOUT;
      if (!isBefore(entry, key, parent)) {
        break;
      }
      put(at(parent), keys[parent], hole);
      hole = parent;
    }
    put(entry, key, hole);
  }

  /** Puts an entry into a hole, or below. */
  private void sink(E entry, long key, int hole) {
    while (true) {
      int child = hole * FANOUT + 1;
      if (child >= size) {
        break;
      }
      int end = Math.min(child + FANOUT, size);
      int smallest = child;
      for (int other = child + 1; other < end; other++) {
        if (keys[other] < keys[smallest]
            || (keys[other] == keys[smallest] && at(other).isBefore(at(smallest)))) {
          smallest = other;
        }
      }
      if (isBefore(entry, key, smallest)) {
        break;
      }
      put(at(smallest), keys[smallest], hole);
      hole = smallest;
    }
    put(entry, key, hole);
  }

  private boolean isBefore(E entry, long key, int other) {
    return key < keys[other] || (key == keys[other] && entry.isBefore(at(other)));
  }

  private void put(E entry, long key, int index) {
    keys[index] = key;
    entries[index] = entry;
    entry.index = index;
  }

  @SuppressWarnings("unchecked") // nothing else is ever put there, and below the size no null
  private E at(int index) {
    return (E) entries[index];
  }
}
