package dev.moonshift.simulator;

import dev.moonshift.time.TimeSource;
import java.util.concurrent.locks.LockSupport;

/** The clock of the machine, read in the fuel that it could have used meanwhile. */
final class RealClock implements Clock {
  private static final long PICOS_PER_NANO = 1_000;

  /** Below this, in nanoseconds, a thread that is put to rest comes back too late. */
  private static final long SHORTEST_REST = 100_000;

  private final long picosPerFuel;
  private final long start = System.nanoTime();

  RealClock(long picosPerFuel) {
    this.picosPerFuel = picosPerFuel;
  }

  @Override
  public long now() {
    return (System.nanoTime() - start) * PICOS_PER_NANO / picosPerFuel;
  }

  @Override
  public void used(long fuel) {
    // Time has passed by itself.
  }

  @Override
  public void rest(long fuel) {
    long until = System.nanoTime() + fuel * picosPerFuel / PICOS_PER_NANO;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      if (left > SHORTEST_REST) {
        LockSupport.parkNanos(left - SHORTEST_REST);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public TimeSource time() {
    return TimeSource.system();
  }
}
