package dev.moonshift.process;

import java.util.Arrays;

/**
 * Keeps what a process prints until somebody takes it: a ring of bytes that grows up to a limit.
 *
 * <p><b>Threads.</b> Safe.
 */
final class Output {
  /** Lines are short; a process that prints one should not pay for a page. */
  private static final int FIRST_BYTES = 64;

  private static final byte[] NOTHING = {};

  private final int limit;
  private final OutputPolicy policy;
  private byte[] ring = NOTHING;
  private int start;
  private int length;
  private boolean isRefusing;

  Output(Limits limits) {
    limit = limits.outputBytes();
    policy = limits.outputPolicy();
  }

  /** Takes in some bytes; answers how many: all of them, unless it is full and refuses the rest. */
  synchronized int write(byte[] bytes, int offset, int count) {
    int from = offset;
    int accepted = count;
    if (policy == OutputPolicy.DROP_OLDEST) {
      from += Math.max(0, count - limit); // of more than it can hold, only the end stays
      accepted -= from - offset;
      drop(length + accepted - limit);
    } else {
      accepted = Math.min(count, limit - length);
      isRefusing = accepted < count;
    }
    reserve(length + accepted);
    int at = index(length);
    int head = Math.min(accepted, ring.length - at);
    System.arraycopy(bytes, from, ring, at, head);
    System.arraycopy(bytes, from + head, ring, 0, accepted - head);
    length += accepted;
    return from - offset + accepted;
  }

  /**
   * Whether the process wanted to print more than there was room for, and nothing was taken since;
   * where that ends it, it is too late for taking.
   */
  synchronized boolean isRefusing() {
    return isRefusing;
  }

  /** Copies what is there. */
  synchronized byte[] copy() {
    return first(length);
  }

  /**
   * Takes out what is there.
   *
   * @param leavesUnfinished whether the bytes of a UTF-8 character whose end is yet to come stay
   */
  synchronized byte[] take(boolean leavesUnfinished) {
    int left = leavesUnfinished ? unfinishedBytes() : 0;
    byte[] taken = first(length - left);
    drop(length - left);
    if (length == 0) {
      ring = NOTHING;
      start = 0;
    }
    isRefusing &= policy == OutputPolicy.END;
    return taken;
  }

  private byte[] first(int count) {
    byte[] bytes = new byte[count];
    int head = Math.min(count, ring.length - start);
    System.arraycopy(ring, start, bytes, 0, head);
    System.arraycopy(ring, 0, bytes, head, count - head);
    return bytes;
  }

  private void drop(int count) {
    if (count > 0) {
      int dropped = Math.min(count, length);
      start = index(dropped);
      length -= dropped;
    }
  }

  private int index(int position) {
    int index = start + position;
    return index < ring.length ? index : index - ring.length;
  }

  private void reserve(int needed) {
    if (needed > ring.length) {
      int doubled = (int) Math.min(limit, Math.max(FIRST_BYTES, ring.length * 2L));
      ring = Arrays.copyOf(first(length), Math.max(needed, doubled));
      start = 0;
    }
  }

  /** How many bytes at the end begin a character without completing it. */
  private int unfinishedBytes() {
    for (int back = 1; back <= Math.min(3, length); back++) {
      int value = ring[index(length - back)] & 0xFF;
      if (value >= 0xC0) { // the first byte of several
        int wanted = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
        return wanted > back ? back : 0;
      }
      if (value < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
