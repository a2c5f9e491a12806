package dev.moonshift.bench.speed;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What our own runs are timed with. */
enum Stopwatch {
  /**
   * The processor time of the thread that ticks: it does not count what the machine does besides,
   * and neither the JVM's collector and compiler, which have threads of their own.
   */
  PROCESSOR {
    @Override
    long nanos() {
      return THREADS.getCurrentThreadCpuTime();
    }
  },

  /** The clock on the wall: pauses of the collector count, and whatever else the machine does. */
  WALL {
    @Override
    long nanos() {
      return System.nanoTime();
    }
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Nanoseconds since some moment, as the current thread counts them. */
  abstract long nanos();
}
