package dev.moonshift.fuzz;

import dev.moonshift.process.Granularity;
import dev.moonshift.process.InterruptSettings;
import dev.moonshift.process.Limits;
import dev.moonshift.process.ProcessSettings;
import dev.moonshift.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One way to run a program. */
record Configuration(Tier tier, Granularity granularity, int quantum) {
  /** A quantum that no program uses up. */
  static final int UNLIMITED = InterruptSettings.MAX_QUANTUM;

  /** As fast as possible: what all others are compared with. */
  static final Configuration AT_ONCE =
      new Configuration(Tier.INTERPRETER, Granularity.SAFEPOINT, UNLIMITED);

  /** A moment in 2001; any would do. */
  private static final long START_MILLIS = 1_000_000_000_500L;

  /** Quanta in which every program is run by the tiers that take little time for one more. */
  private static final int[] QUANTA = {1, 7, 1000, UNLIMITED};

  /** Quanta of which each program gets one, for all tiers. */
  private static final int[] DRAWN = {1, 2, 7, 30, 100, 1000, UNLIMITED};

  /**
   * Every tier in every granularity that it knows, in quanta from the least to the unlimited. Where
   * every instruction is a safepoint, the interpreter runs alone. What is compiled sporadically is
   * compiled anew for each run, which takes long, so it is run in one quantum.
   *
   * @param seed decides which
   */
  static List<Configuration> all(long seed) {
    List<Configuration> all = new ArrayList<>();
    int[] quanta =
        IntStream.concat(IntStream.of(QUANTA), IntStream.of(drawn(seed))).distinct().toArray();
    for (int quantum : quanta) {
      all.add(new Configuration(Tier.INTERPRETER, Granularity.INSTRUCTION, quantum));
      all.add(new Configuration(Tier.INTERPRETER, Granularity.SAFEPOINT, quantum));
      all.add(new Configuration(Tier.COMPILED, Granularity.SAFEPOINT, quantum));
    }
    all.add(new Configuration(Tier.SPORADIC, Granularity.SAFEPOINT, drawn(seed)));
    return all;
  }

  /** The harshest of the interpreter's, and one of each compiled tier. */
  static List<Configuration> few(long seed) {
    return List.of(
        new Configuration(Tier.INTERPRETER, Granularity.INSTRUCTION, 1),
        new Configuration(Tier.INTERPRETER, Granularity.SAFEPOINT, drawn(seed)),
        new Configuration(Tier.COMPILED, Granularity.SAFEPOINT, UNLIMITED),
        new Configuration(Tier.SPORADIC, Granularity.SAFEPOINT, drawn(seed)));
  }

  private static int drawn(long seed) {
    return DRAWN[(int) (seed % DRAWN.length)];
  }

  ProcessSettings settings(Limits limits) {
    InterruptSettings interrupts = new InterruptSettings(quantum, granularity, 1, null);
    return tier.chosenIn(
        ProcessSettings.DEFAULT
            .withInterrupts(interrupts)
            .withLimits(limits)
            .withTime(new ManualTime(START_MILLIS)));
  }

  @Override
  public String toString() {
    return "%s, %s, quantum %s"
        .formatted(tier, granularity, quantum == UNLIMITED ? "unlimited" : quantum);
  }
}
