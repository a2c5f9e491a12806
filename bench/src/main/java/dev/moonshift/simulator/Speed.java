package dev.moonshift.simulator;

import dev.moonshift.simulator.load.Library;
import dev.moonshift.simulator.load.Workload;
import dev.moonshift.simulator.load.WorkloadFile;

/** Finds out how fast this machine runs scripts. */
final class Speed {
  /** Long enough that what is hot has been compiled. */
  private static final long WARM_UP_FUEL = 100_000_000;

  private static final long MEASURED_FUEL = 50_000_000;

  private static final long PICOS_PER_NANO = 1_000;

  private Speed() {}

  /** Returns how long a unit of fuel takes, in thousandths of a nanosecond. */
  static long picosPerFuel() {
    Settings settings = Settings.DEFAULT;
    Workload hogs =
        WorkloadFile.read(
            "weights",
            Library.workload("weights"),
            settings.seed(),
            settings.duration(),
            settings.quantum());
    Demands demands = new Demands(hogs, settings.seed());
    demands.fuel(0, 0, WARM_UP_FUEL);
    long start = System.nanoTime();
    demands.fuel(0, 0, WARM_UP_FUEL + MEASURED_FUEL);
    long nanos = System.nanoTime() - start;
    return Math.max(1, nanos * PICOS_PER_NANO / MEASURED_FUEL);
  }
}
