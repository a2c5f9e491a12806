package dev.moonshift.process;

import java.util.Arrays;

/** Keeps what a process prints, the newest part of it. */
final class Output {
  /** What is kept of the output of a process that nobody listens to; the oldest goes first. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private byte[] kept = {};
  private int length;

  synchronized void write(byte[] bytes, int offset, int count) {
    int from = offset + Math.max(0, count - MAX_KEPT_BYTES);
    int fresh = count - (from - offset);
    if (length + fresh > MAX_KEPT_BYTES) {
      int dropped = Math.min(length, Math.max(length + fresh - MAX_KEPT_BYTES, MAX_KEPT_BYTES / 4));
      System.arraycopy(kept, dropped, kept, 0, length - dropped);
      length -= dropped;
    }
    if (length + fresh > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + fresh, Math.min(MAX_KEPT_BYTES, length * 2)));
    }
    System.arraycopy(bytes, from, kept, length, fresh);
    length += fresh;
  }

  synchronized byte[] kept() {
    return Arrays.copyOf(kept, length);
  }
}
