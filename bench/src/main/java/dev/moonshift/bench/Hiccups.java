package dev.moonshift.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * Notes when the machine or the JVM kept a thread waiting that had nothing to do but wake up: what
 * happens to another thread in such a time says nothing about its program.
 *
 * <p>After jHiccup, by Gil Tene. Safepoints of the JVM, collections among them, and the operating
 * system's other work show here; what the compiler does to code that runs (leaving it for the
 * interpreter, switching to new code) does not, and counts as the program's time.
 */
final class Hiccups implements Runnable {
  private static final long SLEEP_NANOS = 100_000;

  /** Waking up takes an idle machine some 60 µs. */
  private static final long NOTEWORTHY_NANOS = 200_000;

  /** The latest ones are kept, many more than meet one look. */
  private static final int KEPT = 1 << 12;

  private final long[] starts = new long[KEPT];
  private final long[] ends = new long[KEPT];
  private int count;

  static Hiccups watch() {
    Hiccups hiccups = new Hiccups();
    Thread thread = new Thread(hiccups, "hiccups");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
    return hiccups;
  }

  @Override
  public void run() {
    for (; ; ) {
      long start = System.nanoTime();
      LockSupport.parkNanos(SLEEP_NANOS);
      long end = System.nanoTime();
      if (end - start > SLEEP_NANOS + NOTEWORTHY_NANOS) {
        note(start + SLEEP_NANOS, end);
      }
    }
  }

  private synchronized void note(long start, long end) {
    starts[count % KEPT] = start;
    ends[count % KEPT] = end;
    count++;
  }

  /** How much of a time the watching thread was kept waiting. */
  synchronized long nanosWithin(long start, long end) {
    long nanos = 0;
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      nanos += Math.max(0, Math.min(end, ends[i]) - Math.max(start, starts[i]));
    }
    return nanos;
  }
}
